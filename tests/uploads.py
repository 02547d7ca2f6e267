"""Files as people send them: what begins and ends as a file of its kind, and little between."""

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0....\xff\xd9"
PROGRAM = b"MZ\x90\x00This program cannot be run in DOS mode."


def upload(name: str = "Agreement.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    # An uploaded file loses the folders of its name on the way; here it may keep them.
    file = SimpleUploadedFile("name", content)
    file._name = name
    return file
