"""The main job on real clips, where the evaluation data is there."""

import pytest

from support.programs import DRAW, Station, run


@pytest.fixture
def hamilton(data):
    clip = data / "clips/short_hamilton_clip.mp4"
    if not clip.is_file():
        pytest.skip(f"no {clip.name} in the data folder")
    return clip


def play(server, company, source, folder, *options):
    station = Station(server.address, company.create_station(folder.name), folder, source, *options)
    assert station.wait(400) == 0, station.log_text()
    return station


def frame_of(clip, number, folder):
    """A frame of a clip as a photo to enrol with."""
    photo = folder / f"{clip.stem}-{number}.jpg"
    done = run(DRAW, "frame", "--source", clip, "--number", number, "--output", photo)
    assert done.returncode == 0, done.stderr
    return photo.read_bytes()


def enrol_from(admin, clip, folder):
    """Enrols the person of a clip with the first of some frames that is good enough for a template."""
    person = admin.create_employee("Vera", "Live")
    refusals = []
    for number in range(0, 110, 10):
        answer = admin.request("POST", f"/employees/{person['id']}/photos", data=frame_of(clip, number, folder),
                               headers={"Content-Type": "image/jpeg"})
        if answer.status_code == 201:
            return
        refusals.append(answer.json()["detail"])
    raise AssertionError(f"no frame of {clip.name} could be enrolled: {refusals}")


def test_the_one_recognisable_person_of_the_clip_is_booked_once(admin, server, data, hamilton, tmp_path):
    photos = data / "clips/enrol"
    admin.create_employee("Lin-Manuel", "Miranda", [(photos / "lin-manuel-miranda.png").read_bytes()])
    admin.create_employee("Alex", "Lacamoire", [(photos / "alex-lacamoire.png").read_bytes()])
    station = play(server, admin, hamilton, tmp_path / "station")
    assert [punch["display_name"] for punch in admin.all("/punches")] == ["Lin-Manuel Miranda"]
    assert [event["greeting"] for event in station.of_type("punch")] == ["Hello Lin-Manuel Miranda"]
    sightings = admin.all("/sightings")
    assert "unknown" in {sighting["outcome"] for sighting in sightings}
    summary = station.of_type("summary")[0]
    print(f"{summary['uploads']} uploads for {summary['passages']} passages; greeting p95 {summary.get('greeting_p95_ms')} ms")
    assert summary["most_uploads_of_a_passage"] <= 2


@pytest.mark.parametrize("name", ["lestari", "tranvan"])
def test_a_replay_books_nothing_and_the_live_person_is_booked(admin, server, data, tmp_path, name):
    real, fake = (data / f"pad_videos/{name}_{kind}.mp4" for kind in ("real", "fake"))
    if not real.is_file() or not fake.is_file():
        pytest.skip(f"no clips of {name} in the data folder")
    enrol_from(admin, real, tmp_path)
    station = play(server, admin, fake, tmp_path / "fake", "--as-fast-as-possible")
    assert admin.all("/punches") == []
    assert station.of_type("punch") == []
    replayed = admin.all("/sightings")
    assert "spoof" in {sighting["outcome"] for sighting in replayed}
    print(f"{name}: replay cosine {max(s['best_similarity'] for s in replayed):.2f}, "
          f"liveness at most {max(s['liveness_score'] for s in replayed):.2f}")
    play(server, admin, real, tmp_path / "real", "--as-fast-as-possible")
    assert [punch["display_name"] for punch in admin.all("/punches")] == ["Vera Live"]


@pytest.mark.parametrize("clip", ["classroom.gif", "face-demographics-walking-and-pause.gif", "short_hamilton_clip.mp4"])
def test_at_most_two_uploads_a_passage(admin, server, data, tmp_path, clip):
    source = data / "clips" / clip
    if not source.is_file():
        pytest.skip(f"no {clip} in the data folder")
    station = play(server, admin, source, tmp_path / "station")
    summary = station.of_type("summary")[0]
    print(f"{clip}: {summary['frames']} frames, {summary['passages']} passages, {summary['uploads']} uploads")
    assert summary["most_uploads_of_a_passage"] <= 2
    assert admin.all("/punches") == []
