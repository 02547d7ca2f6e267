from django.http import HttpResponse

from cnrs_intl.kept_pages import KeptPages


def page(text: str) -> HttpResponse:
    return HttpResponse(text, headers={"Content-Language": "fr"})


def test_a_page_is_found_by_its_tag_with_its_headers():
    pages = KeptPages()
    pages.keep("one", page("été"))
    assert pages.get("one").text == "été"
    assert pages.get("one")["Content-Language"] == "fr"
    assert pages.get("two") is None


def test_a_copy_may_be_changed_without_harm():
    pages = KeptPages()
    pages.keep("one", page("a"))
    pages.get("one").headers["ETag"] = "other"
    assert "ETag" not in pages.get("one").headers


def test_those_asked_for_last_stay_within_the_size():
    pages = KeptPages(most_bytes=3)
    for tag in "abc":
        pages.keep(tag, page(tag))
    pages.get("a")
    pages.keep("d", page("d"))
    assert [tag for tag in "abcd" if pages.get(tag)] == ["a", "c", "d"]
    pages.keep("e", page("too long"))
    assert pages.get("e") is None
    pages.clear()
    assert pages.get("a") is None
