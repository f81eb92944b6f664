using Comity.Record;

namespace Comity.Domain.Mandates;

/// <summary>What is found of mandates as of a day.</summary>
/// <param name="Mandates">By author in the charter's order, then in the order given.</param>
/// <param name="Ineffective">By id.</param>
public sealed record MandatesFindings(ValueList<MandateFinding> Mandates, ValueList<IneffectiveMandate> Ineffective)
{
    public static MandatesFindings None { get; } = new([], []);
}

/// <param name="Id">The statement that gave it.</param>
/// <param name="Version">The statement that holds the terms that stand.</param>
/// <param name="Rule">Code of the standing, wording in MandatesText.resx.</param>
public sealed record MandateFinding(
    StatementId Id, StatementId Version, MemberId Author, string Officer, MandateTerms Terms, string? By, MandateStanding Standing, string Rule);

public enum MandateStanding { NotYet, InForce, Ended, Withdrawn }

/// <param name="Rule">Code of the reason, wording in MandatesText.resx.</param>
public sealed record IneffectiveMandate(StatementId Id, MemberId Author, string Kind, string Rule);
