"""Headers tell what a page does not."""

import pytest

from crawler.sources.portrait import Portrait
from crawler.systems import completed

FRONT = "https://kabaruji.example/"


@pytest.mark.parametrize(
    ("name", "value", "system"),
    [
        ("set-cookie", "ci_session=abc; path=/", "CodeIgniter"),
        ("set-cookie", "laravel_session=abc", "Laravel"),
        ("x-powered-by", "Next.js", "Next.js"),
        ("x-generator", "Drupal 10 (https://www.drupal.org)", "Drupal"),
        ("x-pingback", "https://kabaruji.example/xmlrpc.php", "WordPress"),
        ("x-powered-by", "PHP/5.6.40", "PHP"),
        ("server", "nginx", None),
    ],
)
def test_a_header_tells_the_system(name: str, value: str, system: str | None) -> None:
    assert completed(Portrait(), [("date", "x"), (name, value)], FRONT).system == system


def test_what_the_page_said_stands_and_the_interface_of_wordpress_is_taken_from_a_link() -> None:
    link = '</wp-json/>; rel="https://api.w.org/"'

    found = completed(Portrait(system="Joomla"), [("link", link)], FRONT)

    assert found.system == "Joomla"
    assert found.api == f"{FRONT}wp-json/"
