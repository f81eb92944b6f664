using System.Globalization;
using Comity.Domain.Press;
using Comity.Domain.Terms;
using Comity.Node.Shared;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Press;

/// <summary>What a press line meets, in words of the reader's language.</summary>
public sealed class PressWords(Formats formats, IStringLocalizer<PressTexts> texts)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    /// <summary>A fault of a list of terms in words; what the node found where there are none.</summary>
    public string Fault(Comity.Record.Fault fault) => TermsText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? fault.Message;

    public string Standing(PressStanding standing) => this[standing switch
    {
        PressStanding.RestsOnConfirmed => "standing.confirmed",
        PressStanding.RestsOnDisputed => "standing.disputed",
        PressStanding.Differs => "standing.differs",
        _ => "standing.nothing",
    }];

    /// <summary>What the line says, and what the record says instead.</summary>
    public string Difference(PressDifference difference) => difference switch
    {
        PressDifference.OtherDate date => this["differs.date", Said(date.Said), Formats.Iso(date.Recorded.Day, date.Recorded.Precision)],
        PressDifference.OtherActor actor => this["differs.actor", formats.Short(actor.Said), formats.Join(actor.Recorded.Select(formats.Short))],
        PressDifference.OtherFigure figure => this["differs.figure", $"{figure.Said} {figure.Unit}", $"{figure.Recorded} {figure.Unit}"],
        _ => throw new ArgumentOutOfRangeException(nameof(difference)),
    };

    /// <param name="title">Title of the other act of a denied link.</param>
    public string Remark(PressRemark remark, Func<Comity.Record.StatementId, string> title) => remark switch
    {
        PressRemark.NotConfirmed => this["remark.not-confirmed"],
        PressRemark.Contested contested => this["remark.contested", formats.Join(contested.By.Select(formats.Short))],
        PressRemark.LinkDenied denied => this["remark.link-denied", title(denied.Other), formats.Join(denied.By.Select(formats.Short))],
        _ => throw new ArgumentOutOfRangeException(nameof(remark)),
    };

    private static string Said(PressMention said) => string.Join('-', new[] { said.Year, said.Month, said.Day }
        .Where(part => part is not null).Select(part => part!.Value.ToString("00", CultureInfo.InvariantCulture)));
}
