"""How forms are drawn: label, help, errors beside the field, and a summary of them that links to it."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's widgets in our own fields and forms."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
