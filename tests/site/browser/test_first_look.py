"""The site opens in a browser."""


def test_the_first_page_opens_without_a_word_on_the_console(page):
    words = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    assert page.goto("/").status == 200
    assert page.locator("main").is_visible()
    assert words == []
