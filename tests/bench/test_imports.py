import csv

from bench.imports import write_folder


def test_a_folder_is_the_same_for_the_same_seed(tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        write_folder(folder, 20, 4, ["BE", "JP"])
    for name in ("project.csv", "organization.csv"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    with (folders[0] / "organization.csv").open(newline="") as stream:
        assert len(list(csv.DictReader(stream, delimiter=";"))) == 60
