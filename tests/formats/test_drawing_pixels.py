"""The picture: as PNG read by Pillow, and as a browser that is not ours shows the SVG."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.laws import HANGS
from timeline.formats import FORMATS, Export

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PNG = FORMATS["png"]
BOX = "it => (box => [box.left, box.right, box.top, box.bottom])(it.getBoundingClientRect())"


def picture(export: Export) -> Image.Image:
    with Image.open(io.BytesIO(PNG.made(export))) as image:
        image.load()
        return image.convert("RGB")


def test_the_png_is_read_by_another_program_twice_as_large_as_the_drawing(shipped: Export) -> None:
    image = picture(shipped)
    assert image.width == 2160
    assert f'height="{image.height // 2}' in FORMATS["svg"].made(shipped).decode()


def test_the_paper_is_white_and_the_sides_have_their_colours(shipped: Export) -> None:
    colours = {colour for _, colour in picture(shipped).getcolors(1 << 24) or ()}
    assert picture(shipped).getpixel((5, 5)) == (255, 255, 255)
    assert {(0x00, 0x67, 0xA5), (0xB8, 0x48, 0x0B), (0x33, 0x38, 0x3E)} <= colours


def test_words_are_set_with_their_accents(exported: Callable[..., Export]) -> None:
    def drawn(title: str) -> bytes:
        return picture(exported({"title": {"en": title}})).tobytes()

    assert len({drawn(it) for it in ("Dialogo", "Diálogo", "Dialogó", "año", "ano")}) == 5


def test_the_same_drawing_is_the_same_bytes(shipped: Export) -> None:
    assert PNG.made(shipped) == PNG.made(replace(shipped))


def test_an_empty_answer_and_hostile_texts_give_a_picture(empty: Export, hostile: Export) -> None:
    assert picture(empty).width == picture(hostile).width == 2160


@pytest.fixture
def file(shipped: Export, tmp_path: Path) -> Path:
    path = tmp_path / "timeline.svg"
    path.write_bytes(FORMATS["svg"].made(shipped))
    return path


def test_a_browser_shows_every_mark_and_asks_for_nothing(
    chromium: "Browser", file: Path, shipped: Export
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.set_default_timeout(HANGS * 1000)
    page.goto(file.as_uri())
    sizes = page.eval_on_selector_all(
        ".tl-mark", "them => them.map(it => it.getBoundingClientRect().width)"
    )
    page.close()
    assert len(sizes) == len(shipped.rows)
    assert all(size > 10 for size in sizes)
    assert (asked, said) == ([file.as_uri()], [])


def test_no_words_cover_others_as_a_browser_sets_them(chromium: "Browser", file: Path) -> None:
    page = chromium.new_page()
    page.set_default_timeout(HANGS * 1000)
    page.goto(file.as_uri())
    boxes = page.eval_on_selector_all("text", f"them => them.map({BOX})")
    page.close()
    for n, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:n]:
            apart = right <= other[0] or other[1] <= left
            assert apart or bottom - 4 <= other[2] or other[3] - 4 <= top


@pytest.mark.parametrize(("scheme", "paper"), [("light", (255, 255, 255)), ("dark", (20, 23, 27))])
def test_the_paper_is_dark_for_those_who_ask_for_it(
    chromium: "Browser", file: Path, scheme: str, paper: tuple[int, int, int]
) -> None:
    page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.set_default_timeout(HANGS * 1000)
    page.goto(file.as_uri())
    shot = page.screenshot()
    page.close()
    with Image.open(io.BytesIO(shot)) as image:
        assert image.convert("RGB").getpixel((2, 2)) == paper
