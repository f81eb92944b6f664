using System.Globalization;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Accounts;

/// <summary>The form by which a head gives a mandate or changes one: every fault of form at once.</summary>
internal sealed class MandateForm
{
    /// <summary>Ticked for all of them, later ones too. Nothing ticked is a fault: nobody opens everything by forgetting.</summary>
    public const string All = "*";

    private readonly MandateTerms _terms;
    private readonly StatementId? _mandate;
    private readonly string _officer;

    private MandateForm(IReadOnlyList<Fault> faults, string officer, StatementId? mandate, MandateTerms terms) =>
        (Faults, _officer, _mandate, _terms) = (faults, officer, mandate, terms);

    public IReadOnlyList<Fault> Faults { get; }

    public static MandateForm Read(IFormCollection form, IRoom room, IReadOnlyList<OfficerName> officers)
    {
        var faults = new List<Fault>();
        var officer = officers.FirstOrDefault(o => o.Officer == form["officer"].ToString());
        if (officer is null)
        {
            faults.Add(new("officer", "mandates.officer.unknown", "expected somebody who has enrolled here"));
        }
        else if (officer.AsksCode && !string.Equals(form["code"].ToString().Trim(), officer.Code, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(new("code", "mandates.officer.code", "expected the code that the person reads out from the account page"));
        }

        if (!DateOnly.TryParseExact(form["from"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
        {
            faults.Add(new("from", "mandates.dates.form", "expected a date as yyyy-MM-dd"));
        }

        DateOnly? until = null;
        if (form["until"].ToString() is { Length: > 0 } last)
        {
            until = DateOnly.TryParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (until is null)
            {
                faults.Add(new("until", "mandates.dates.form", "expected a date as yyyy-MM-dd, or nothing"));
            }
        }

        var role = Enum.GetValues<MandateRole>().FirstOrDefault(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()) == form["role"].ToString());
        var mandate = StatementId.TryParse(form["mandate"].ToString(), out var named) ? named : default(StatementId?);
        if (mandate is { } changed && room.Mandates.Mandates.All(m => m.Id != changed || m.Officer != officer?.Officer))
        {
            faults.Add(new("mandate", "mandates.mandate.others", "expected a mandate of the same officer"));
        }

        var channels = form["channels"].Select(c => ChannelId.TryParse(c, out var channel) ? channel : default).Where(room.Channels.Contains).ToValueList();
        var tracks = form["tracks"].OfType<string>().Where(t => room.Forum?.Tracks.Contains(t) == true).ToValueList();
        var terms = new MandateTerms(
            role, form["office"].ToString().Trim(), form["level"].ToString().Trim(), form["tracks"].Contains(All) ? null : tracks, form["channels"].Contains(All) ? null : channels, from, until);
        return new(faults, officer?.Officer ?? "", mandate, terms);
    }

    public IBody Body(string by, DateOnly day) => _mandate is { } mandate ? new MandateChanged(mandate, _terms, by, day) : new MandateGiven(_officer, _terms, by, day);
}
