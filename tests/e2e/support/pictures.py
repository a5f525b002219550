"""Bad, odd and hostile pictures, made here from a good one."""

import io
import random
import struct
import zlib

from PIL import Image


def encoded(image: Image.Image, form: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of_size(width: int, height: int, rows: int = 0) -> bytes:
    """A PNG that claims a size; with rows, a real one that is tiny in bytes (a decompression bomb)."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    packed = zlib.compressobj(9)
    content = b"".join(packed.compress(b"\0" * (width + 1)) for _ in range(rows)) + packed.flush()
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", content) + png_chunk(b"IEND", b"")


def jpeg_of_size(good: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame header claims another size."""
    at = 2
    while good[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", good[at + 2:at + 4])[0]
    return good[:at + 5] + struct.pack(">HH", height, width) + good[at + 9:]


def webp_of_size(good: bytes, width: int, height: int) -> bytes:
    """A lossy WebP whose frame header claims another size."""
    at = good.index(b"\x9d\x01\x2a") + 3
    return good[:at] + struct.pack("<HH", width & 0x3FFF, height & 0x3FFF) + good[at + 4:]


def animated(form: str) -> bytes:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def with_exif_orientation(image: Image.Image, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image, "JPEG", quality=92, exif=exif)


def turned_for_orientation(image: Image.Image, orientation: int) -> Image.Image:
    """Stored so that a reader that honours the tag sees the original."""
    inverse = {2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
               4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE], 6: [Image.Transpose.ROTATE_90],
               7: [Image.Transpose.TRANSVERSE], 8: [Image.Transpose.ROTATE_270]}
    for step in inverse.get(orientation, []):
        image = image.transpose(step)
    return image


def refused(good: bytes) -> dict[str, tuple[bytes, set[int]]]:
    """Name -> (bytes, statuses that are right). `good` is a JPEG of one good face."""
    image = Image.open(io.BytesIO(good)).convert("RGB")
    png, webp = encoded(image, "PNG"), encoded(image, "WEBP", quality=90)
    damaged, large, foreign, faceless = {400, 422}, {413}, {415}, {422}
    cases = {
        "zero bytes": (b"", {400, 411, 415, 422}),
        "one byte": (b"\xff", damaged | foreign),
        "only a JPEG marker": (b"\xff\xd8\xff", damaged | foreign),
        "text": (b"this is no picture at all, only words " * 20, foreign),
        "html": (b"<!doctype html><script>alert(1)</script>", foreign),
        "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', foreign),
        "json": (b'{"picture": true}', foreign),
        "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", foreign),
        "zip": (b"PK\x03\x04" + bytes(200), foreign),
        "elf": (b"\x7fELF\x02\x01\x01" + bytes(200), foreign),
        "mp4": (b"\0\0\0\x18ftypmp42" + bytes(200), foreign),
        "gif": (encoded(image.convert("P"), "GIF"), foreign),
        "animated gif": (animated("GIF"), foreign),
        "animated webp": (animated("WEBP"), foreign),
        "animated png": (animated("PNG"), foreign),
        "bmp": (encoded(image, "BMP"), foreign),
        "tiff": (encoded(image, "TIFF"), foreign),
        "ico": (encoded(image.resize((64, 64)), "ICO"), foreign),
        "random bytes": (random.Random(1).randbytes(20_000), foreign),
        "png 65535 x 65535": (png_of_size(65535, 65535), large),
        "png of negative width": (png_of_size(0xFFFFFFFF, 10), large | damaged),
        "png without width": (png_of_size(0, 10), damaged),
        "png bomb of 400 megapixels": (png_of_size(20_000, 20_000, 20_000), large),
        "png just over 50 megapixels": (png_of_size(10_000, 5_001), large),
        "jpeg 65500 x 65500": (jpeg_of_size(good, 65500, 65500), large),
        "jpeg 50 megapixels and a row": (jpeg_of_size(good, 10_000, 5_001), large),
        "jpeg without height": (jpeg_of_size(good, 640, 0), damaged),
        "jpeg taller than its data": (jpeg_of_size(good, image.width, image.height * 3), damaged),
        "webp 16383 x 16383": (webp_of_size(webp, 16383, 16383), large),
        "webp of another size": (webp_of_size(webp, 300, 300), damaged | faceless),
        "1 x 1": (encoded(image.resize((1, 1)), "JPEG"), damaged),
        "15 x 15": (encoded(image.resize((15, 15)), "PNG"), damaged),
        "1 x 4000": (encoded(image.resize((1, 4000)), "PNG"), damaged),
        "grey wall": (encoded(Image.new("L", (640, 480), 128), "JPEG"), faceless),
        "cmyk wall": (encoded(Image.new("CMYK", (640, 480), (10, 200, 30, 40)), "JPEG"), faceless),
        "black": (encoded(Image.new("RGB", (640, 480)), "JPEG"), faceless),
        "transparent": (encoded(Image.new("RGBA", (640, 480), (0, 0, 0, 0)), "PNG"), faceless),
        "palette": (encoded(Image.new("P", (640, 480), 3), "PNG"), faceless),
        "one bit": (encoded(Image.new("1", (640, 480), 1), "PNG"), faceless),
        "16 bit": (encoded(Image.new("I;16", (640, 480), 3000), "PNG"), faceless),
        "lying on the side": (encoded(image.transpose(Image.Transpose.ROTATE_90), "JPEG"), faceless),
        "two of the same": (encoded(side_by_side(image), "JPEG", quality=92), faceless),
        "far away": (encoded(small_in_the_middle(image, 90), "JPEG", quality=92), faceless),
        "too dark": (encoded(image.point(lambda value: value // 14), "JPEG", quality=92), faceless),
    }
    for form, content in (("jpeg", good), ("png", png), ("webp", webp)):
        for share in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97):
            cases[f"{form} cut at {share:.1%}"] = (content[:max(4, int(len(content) * share))], damaged | foreign)
    # A marker that claims more than there is, an empty one, and one that points into nothing.
    for length in (0, 1, 0xFFFF):
        cases[f"jpeg marker of length {length}"] = (good[:4] + struct.pack(">H", length) + good[6:], damaged | foreign)
    for seed in range(8):
        chance = random.Random(seed)
        broken = bytearray(png)
        for _ in range(20):
            broken[chance.randrange(40, len(broken))] ^= 1 << chance.randrange(8)
        cases[f"png with flipped bits {seed}"] = (bytes(broken), damaged)
    return cases


def accepted(good: bytes) -> dict[str, bytes]:
    """Odd, but pictures of one good face all the same."""
    image = Image.open(io.BytesIO(good)).convert("RGB")
    cases = {
        "png": encoded(image, "PNG"),
        "png with alpha": encoded(image.convert("RGBA"), "PNG"),
        "webp": encoded(image, "WEBP", quality=92),
        "progressive jpeg": encoded(image, "JPEG", quality=92, progressive=True),
        "grey jpeg": encoded(image.convert("L"), "JPEG", quality=92),
        "cmyk jpeg": encoded(image.convert("CMYK"), "JPEG", quality=92),
        "jpeg with a comment of 60 kB": encoded(image, "JPEG", quality=92, comment=b"x" * 60_000),
        "jpeg with broken exif": encoded(image, "JPEG", quality=92, exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
    }
    for orientation in range(1, 10):
        cases[f"exif orientation {orientation}"] = with_exif_orientation(turned_for_orientation(image, orientation), orientation)
    return cases


def side_by_side(image: Image.Image) -> Image.Image:
    both = Image.new("RGB", (image.width * 2, image.height))
    both.paste(image, (0, 0))
    both.paste(image, (image.width, 0))
    return both


def small_in_the_middle(image: Image.Image, width: int) -> Image.Image:
    wall = Image.new("RGB", (640, 480), (150, 150, 150))
    small = image.resize((width, width * image.height // image.width))
    wall.paste(small, (280, 200))
    return wall
