"""Draws the demonstration's photos and screenshots, with all that a phone leaves in them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

INK = (28, 34, 32)
GREY = (104, 114, 112)
PAPER = (250, 250, 248)


class Draughtsman:
    """Draws with the bundled typeface; everything comes out the same on every machine."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def terminal_screen(self, target: Path) -> Path:
        """Write a phone's photo of a terminal that timed out, on its side as phones store it."""
        photo = Image.new("RGB", (1500, 2000), (86, 78, 70))
        draw = ImageDraw.Draw(photo)
        for y in range(0, 2000, 4):
            shade = 82 + (y * 7919 % 23) - y // 90
            draw.line((0, y, 1500, y), fill=(shade + 8, shade, shade - 8), width=4)
        draw.rounded_rectangle((250, 120, 1250, 1900), 90, fill=(38, 42, 44))
        draw.rounded_rectangle((330, 240, 1170, 900), 24, fill=(206, 222, 210))
        self._centred(draw, 750, 300, "消费  SALE", 54, INK)
        self._centred(draw, 750, 430, "通讯超时", 120, INK, bold=True)
        self._centred(draw, 750, 600, "金额 RMB 500.00", 66, INK)
        self._centred(draw, 750, 710, "2026/11/20  14:32:07", 52, GREY)
        self._centred(draw, 750, 800, "终端 61203847  凭证 004731", 44, GREY)
        for row in range(4):
            for column in range(3):
                left, top = 390 + column * 250, 1020 + row * 190
                draw.rounded_rectangle((left, top, left + 210, top + 140), 30, fill=(66, 72, 74))
                sign = "123456789*0#"[row * 3 + column]
                self._centred(draw, left + 105, top + 26, sign, 72, (226, 230, 228))
        photo = photo.rotate(2.2, Image.Resampling.BICUBIC, fillcolor=(74, 68, 62))
        photo = ImageEnhance.Contrast(photo.filter(ImageFilter.GaussianBlur(0.8))).enhance(0.95)
        exif = Image.Exif()
        exif[0x0112] = 6  # lies on its side; a viewer turns it a quarter clockwise
        exif[0x0110] = "Demo Phone 1"
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (31.0, 14.0, 2.4), "E", (121.0, 29.0, 1.2)
        photo.transpose(Image.Transpose.ROTATE_90).save(target, "JPEG", quality=90, exif=exif)
        return target

    def bank_app(self, target: Path) -> Path:
        """Write a screenshot of a bank app that shows the debit."""
        shot = Image.new("RGB", (1080, 1920), PAPER)
        draw = ImageDraw.Draw(shot)
        draw.rectangle((0, 0, 1080, 200), fill=(18, 90, 107))
        self._centred(draw, 540, 90, "交易明细", 60, (255, 255, 255), bold=True)
        self._centred(draw, 540, 270, "清和桥百货店", 54, INK)
        self._centred(draw, 540, 370, "−500.00", 130, INK, bold=True)
        rows = (
            ("交易时间", "2026-11-20 14:32"),
            ("交易类型", "消费"),
            ("交易卡号", "622848 ****** 1234"),
            ("商户", "清和桥百货店"),
            ("状态", "支付成功"),
        )
        for number, (name, value) in enumerate(rows):
            top = 600 + number * 130
            draw.line((80, top - 30, 1000, top - 30), fill=(222, 228, 226), width=3)
            draw.text((80, top), name, GREY, self._font(46))
            width = draw.textlength(value, self._font(46))
            draw.text((1000 - width, top), value, INK, self._font(46))
        self._centred(draw, 540, 1720, "示例图片，全部虚构  Example, all invented", 36, GREY)
        shot.save(target, "PNG")
        return target

    def _font(self, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        weight = "Bold" if bold else "Regular"
        return ImageFont.truetype(str(self._fonts / f"NotoSansSC-{weight}.ttf"), size)

    def _centred(
        self,
        draw: ImageDraw.ImageDraw,
        x: int,
        y: int,
        text: str,
        size: int,
        colour: tuple[int, int, int],
        *,
        bold: bool = False,
    ) -> None:
        font = self._font(size, bold=bold)
        draw.text((x - draw.textlength(text, font) / 2, y), text, colour, font)
