using System.Text;
using Comity.Domain.Terms;
using Comity.Node.Press;

namespace Comity.Tests.Node.Press;

/// <summary>Lists of terms as CSV: out and in again the same, and every fault of a table at once.</summary>
public sealed class TermsTableTests
{
    [Fact]
    public void A_list_goes_out_and_comes_back_as_it_was_and_no_spreadsheet_runs_it()
    {
        Term[] terms = [new("Glass Bay", "Arda Bay", "Both shores, \"ours\""), new("=1+1", null, null), new("東海", "日本海", null), new("retaliation", null, "comma, and such")];

        var text = Encoding.UTF8.GetString(TermsTable.Write(terms));
        var (list, faults) = TermsTable.Read(text);

        Assert.Empty(faults);
        Assert.Equal(terms, list.Terms);
        Assert.Contains("\"'=1+1\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_only_the_phrase_has_to_be_there()
    {
        Assert.Equal([new Term("Glass Bay", null, "why")], TermsTable.Read("Note;Phrase\nwhy;Glass Bay\n;\n").List.Terms);
        Assert.Equal("terms.table.columns", Assert.Single(TermsTable.Read("instead,note\na,b\n").Faults).Code);
        Assert.Equal("terms.table.columns", Assert.Single(TermsTable.Read("phrase,phrase\na,b\n").Faults).Code);
        Assert.Equal("terms.table.size", Assert.Single(TermsTable.Read(new string('a', TermsTable.MostCharacters + 1)).Faults).Code);
        Assert.Contains(TermsTable.Read("phrase,note\na,b,c\nd,\"e").Faults, f => f.Code == "import.cells");
        Assert.Contains(TermsTable.Read("phrase,note\na,b,c\nd,\"e").Faults, f => f.Code == "import.quote");
    }
}
