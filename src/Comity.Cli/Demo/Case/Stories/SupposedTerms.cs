using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Cli.Demo.Case.Stories;

/// <summary>The terms supposed for late July 2019: only that a standstill was asked for is on the record, its terms are ours.</summary>
internal static class SupposedTerms
{
    /// <param name="inside">Whether the baseline holds the removal from Group A, under public comment since 1 July, at that stage.</param>
    /// <param name="days">How long it lasts, its first day counted.</param>
    /// <param name="id">The id under which a line of the case was said.</param>
    public static StandstillTerms Of(bool inside, int days, Func<string, StatementId> id) => new(
        StoryLines.Supposed + "standstill of July 2019", "en", [CaseCharter.Japan, CaseCharter.Korea],
        [
            new("lists", "economy", "export-list", null, "Lists of destinations"), new("licensing", "economy", "export-licensing", null, "Licensing of exports"),
            new("agreements", "security", "security-agreement", null, "Agreements on security"), new("exercises", "security", "exercise", null, "Exercises at disputed places"),
        ],
        new(new(2019, 7, 30), Inventory(inside, id)),
        [
            new("courts", CarveOutKind.Courts, "Judgments and their execution"), new("boycotts", CarveOutKind.Private, "Boycotts by private persons"), new("safety", CarveOutKind.Safety, "Safety at sea and in the air"),
            new("gazetted", CarveOutKind.Promulgated, "What was promulgated by the baseline day"), new("procedures", CarveOutKind.Procedure, "Recourse to an agreed procedure"),
        ],
        new(2019, 7, 31), new DateOnly(2019, 7, 30).AddDays(days), "Talks between the two governments", new(ExtensionBy.Act, 90), new(14, 7, 14, 14), new(CheckBy.Joint, null),
        [Consequence.Consultation, Consequence.Suspension], [new(PublicWhat.Existence, null), new(PublicWhat.Line, null)], true, [],
        new("Asia/Tokyo", "24:00", DayCount.Calendar, true, [new(CaseCharter.Japan, "Asia/Tokyo"), new(CaseCharter.Korea, "Asia/Seoul")]));

    /// <summary>Keys of the measures that the inventory names.</summary>
    public static IEnumerable<string> Measures(bool inside) => Items(inside).Select(i => i.Key);

    private static ValueList<BaselineItem> Inventory(bool inside, Func<string, StatementId> id) =>
        Items(inside).Select(i => new BaselineItem(i.Item, id(i.Key), CaseCharter.Japan, i.Title, i.Stage, i.Since, BaselineTreatment.Held)).ToValueList();

    private static IEnumerable<(string Item, string Key, string Title, MeasureStage Stage, DateOnly Since)> Items(bool inside)
    {
        yield return ("recall", "measure/jp-recall-swap-talks", "Recall of the ambassador and suspension of swap talks", MeasureStage.InForce, new(2017, 1, 6));
        yield return ("three-materials", "measure/jp-three-materials", "Individual licences for three materials", MeasureStage.InForce, new(2019, 7, 4));
        if (inside)
        {
            yield return ("group-a", "measure/jp-group-a-removal", "Removal from Group A", MeasureStage.Comment, new(2019, 7, 1));
        }
    }
}
