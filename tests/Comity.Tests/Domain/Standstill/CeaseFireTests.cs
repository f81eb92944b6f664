using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

/// <summary>A dispute of another kind, a cease-fire on a river, needs other words in the terms and nothing else.</summary>
public sealed class CeaseFireTests
{
    private readonly StandstillScript _room = new();

    private static StandstillTerms CeaseFire { get; } = SomeTerms() with
    {
        Title = "Cease-fire on the river",
        Covered = [new("fire", "security", "fire", null, "Fire across the river"), new("movement", "security", "troop-movement", null, "Movement within ten kilometres")],
        CarveOuts = [new("rescue", CarveOutKind.Safety, "Rescue of people in danger")],
        Extension = new(ExtensionBy.Silence, 7),
        Days = new(2, 1, 3, 2),
        Check = new(CheckBy.Convener, null),
        Consequences = [Consequence.Consultation, Consequence.End],
    };

    [Fact]
    public void A_movement_one_side_calls_rescue_is_carved_out_by_it_and_contrary_by_the_other()
    {
        var standstill = _room.Agreed(CeaseFire);
        var movement = _room.Forum.Says("Arda", Comity.Tests.Domain.Disputes.DisputesScript.Act() with { Date = Day.AddDays(3), Title = "Arda moved two companies to the bridge" });
        Says("Arda", standstill, movement, "troop-movement", "rescue");
        Says("Bera", standstill, movement, "troop-movement", null);
        var finding = Assert.Single(_room.On(3).Steps);
        Assert.Equal([StepStanding.CarvedOut, StepStanding.Contrary], finding.Verdicts.Select(v => v.Standing));
        Assert.Equal(["rescue", "movement"], finding.Verdicts.Select(v => v.Clause!));
        Assert.True(finding.ConsultationOpen);
    }

    [Fact]
    public void An_incident_nobody_recorded_is_alleged_checked_by_the_convener_and_agreed_to_have_been_none()
    {
        var standstill = _room.Agreed(CeaseFire);
        var allegation = _room.Alleges("Bera", "Arda", standstill, clause: "fire");
        _room.Answers("Arda", allegation, Answer.Denies, 3);
        _room.Forum.Says("Cirra", new AllegationChecked(allegation, CheckResult.NotAsAlleged, "Thunder.", "en", Day.AddDays(4)));
        Assert.Equal(AllegationStanding.Checked, _room.On(4).Allegations[0].Standing);
        _room.Concludes(allegation, Outcome.NoBreach, 5, "Arda", "Bera");
        Assert.Equal(AllegationStanding.NoBreach, _room.On(5).Allegations[0].Standing);
    }

    private void Says(string party, StatementId standstill, StatementId step, string kind, string? carveOut) => _room.Forum.Says(
        party, new StepClassified(standstill, step, "security", kind, StepEffect.Tightens, null, carveOut, "So we see it.", "en", Day.AddDays(3)));
}
