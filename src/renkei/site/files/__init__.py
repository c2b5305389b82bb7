"""Files: `receive` takes one in, `serve` gives it out, through the policy only.

Import them from `renkei.site.files.receive` and `renkei.site.files.serve`; what is refused is a
`renkei.site.files.refusal.FileRefused`.
"""
