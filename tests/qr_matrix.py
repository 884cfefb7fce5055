"""QR codes as modules, for tests that ask what an image says."""

import re
from xml.etree import ElementTree

import segno

Modules = list[list[int]]


def drawn(svg: str) -> Modules:
    """The modules that the image shows dark (1) or light (0), with the light border around them."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["viewBox"].split()[2])
    modules = [[0] * size for _ in range(size)]
    [path] = [element.attrib["d"] for element in root if "stroke" in element.attrib]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for column in range(int(x), int(x + values[0])):
                modules[int(y)][column] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return modules


def code_of(address: str, border: int = 2) -> Modules:
    """The modules of the QR code (error correction M) of an address."""
    code = segno.make(address, micro=False, error="m", boost_error=False)
    return [list(row) for row in code.matrix_iter(border=border)]
