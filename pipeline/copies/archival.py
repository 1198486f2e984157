"""PDF/A-2b (ISO 19005-2): what a PDF must have to be kept for ever, and what it must not have.

Only a file in which nothing forbidden is found is marked as PDF/A: the mark is a promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

PART, CONFORMANCE = "2", "B"
METADATA = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"/>
</rdf:RDF></x:xmpmeta>"""
"""Metadata that say nothing yet; validators want the names of what follows declared where the description begins."""
NEWEST_PROFILE = b"\x04\x20\x00\x00"  # version 4.2 of the ICC, of the year that PDF/A-2 names (ISO 15076-1:2005)
FORBIDDEN_ACTIONS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Rendition")
FORBIDDEN_FILTERS = ("/LZWDecode", "/Crypt")
DEVICE_COLOURS = ("/DeviceCMYK",)  # the output intent is sRGB
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def mark(pdf: pikepdf.Pdf, title: str) -> bool:
    """Give a PDF its colour profile and its mark of PDF/A-2b, if nothing forbids it; tell whether it has them."""
    import pikepdf

    if next(faults(pdf), None) is not None:
        return False
    _add_output_intent(pdf)
    if "/Info" in pdf.trailer:  # what it says would have to be said twice
        del pdf.trailer["/Info"]
    pdf.Root.Metadata = pdf.make_stream(METADATA, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdfaid:part"] = PART
        metadata["pdfaid:conformance"] = CONFORMANCE
    return True


def faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what stands in the way of PDF/A-2b, as far as the objects of the file tell."""
    import pikepdf

    root = pdf.Root
    yield from (key for key in ("/AA", "/OpenAction", "/XFA") if key in root)
    if "/Names" in root:
        yield from (key for key in ("/JavaScript", "/EmbeddedFiles") if key in root.Names)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            yield from _faults_of_stream(item)
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield from _faults_of_dictionary(item)


def _faults_of_stream(stream: Any) -> Iterator[str]:
    filters = stream.get("/Filter", [])
    names = [str(filters)] if str(filters).startswith("/") else [str(each) for each in filters]
    yield from (name for name in names if name in FORBIDDEN_FILTERS)
    if "/F" in stream:
        yield "/F"
    if stream.get("/Subtype") == "/PostScript":
        yield "/PostScript"


def _faults_of_dictionary(item: Any) -> Iterator[str]:
    kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
    if str(item.get("/S", "")) in FORBIDDEN_ACTIONS:
        yield str(item["/S"])
    if kind == "/Font" and subtype not in ("/Type0", "/Type3"):
        descriptor = item.get("/FontDescriptor")
        if descriptor is None or not any(key in descriptor for key in FONT_FILES):
            yield f"{item.get('/BaseFont', '/Font')} is not embedded"
    if kind == "/Annot" and subtype not in ("/Link", "/Popup"):
        yield subtype
    if str(item.get("/ColorSpace", "")) in DEVICE_COLOURS:
        yield str(item["/ColorSpace"])


def _add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Say that device colours are those of sRGB."""
    from pikepdf import Array, Dictionary, Name, Stream, String
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile[:8] + min(profile[8:12], NEWEST_PROFILE) + profile[12:]  # of what came later it holds nothing
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=pdf.make_indirect(Stream(pdf, profile, N=3)),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
