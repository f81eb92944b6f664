using Comity.Domain;

namespace Comity.Cli.Demo.Case.Stories;

/// <summary>What is played beside the case as it was.</summary>
public enum CaseStory
{
    /// <summary>Nothing: what happened.</summary>
    History,

    /// <summary>What if the standstill of late July 2019 had been agreed, the removal from Group A held in its baseline.</summary>
    StandstillInside,

    /// <summary>The same, the removal outside the baseline.</summary>
    StandstillOutside,

    /// <summary>What happened, in the words of a standstill: a notice read in two ways until 2023, and two lists restored 88 days apart.</summary>
    NoticeAndLists,
}

public static class CaseStories
{
    public static IReadOnlyList<CaseStory> All { get; } = Enum.GetValues<CaseStory>();

    /// <summary>The morning on which a story begins when no day is asked for; null for the case's own.</summary>
    public static DateOnly? FirstDay(this CaseStory story) => story is CaseStory.StandstillInside or CaseStory.StandstillOutside ? new(2019, 7, 29) : null;

    public static bool TryParse(string? name, out CaseStory story)
    {
        story = All.FirstOrDefault(s => s.Wire() == name);
        return name is not null && story.Wire() == name;
    }

    /// <summary>What a story adds to the case, by date.</summary>
    public static IReadOnlyList<CaseEntry> Entries(this CaseStory story) => story switch
    {
        CaseStory.StandstillInside => [.. StandstillStory.Entries(inside: true), .. NoticeStory.Entries],
        CaseStory.StandstillOutside => [.. StandstillStory.Entries(inside: false), .. NoticeStory.Entries],
        CaseStory.NoticeAndLists => NoticeStory.Entries,
        _ => [],
    };
}
