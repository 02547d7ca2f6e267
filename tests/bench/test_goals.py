from bench.goals import GOALS, compared, skipped, table


def test_every_goal_has_a_place_in_the_table():
    text = table([])
    assert [goal for goal in GOALS if f"**{goal}**" not in text] == []
    assert text.count("not measured") == len(GOALS)


def test_a_missed_goal_says_why_and_a_met_one_does_not():
    missed = compared("G1", "a case", "C loop", 2, 20, met=False, note="Because.")
    met = compared("G2", "a case", "SQL", 600, 2, met=True, note="Because.", ahead=True)
    text = table([missed, met, skipped("G3", "No engine.")])
    assert "| 10.0 times the reference | **missed** | Because. |" in text
    assert "| 300.0 times faster | met |  |" in text
    assert "| not measured | No engine. |" in text
