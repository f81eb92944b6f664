using System.Text;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Guesses from its name what a column holds: our own names and those that officers write, in English, Japanese and Korean.</summary>
public static class ImportHeaders
{
    private static readonly (ImportField Field, string Names)[] Known =
    [
        (ImportField.Id, "id|statement id|番号|번호"),
        (ImportField.Date, "date|day|on|when|日付|日|年月日|実施日|날짜|일자|일시"),
        (ImportField.Precision, "precision|known to the|精度|정밀도"),
        (ImportField.Actors, "actors|actor|who|who acted|by|country|主体|行為者|国|행위자|주체|국가"),
        (ImportField.Addressees, "addressees|addressee|target|towards|towards whom|to|相手|対象|相手国|상대|대상|상대국"),
        (ImportField.Type, "type|kind|act type|種類|種別|종류|유형"),
        (ImportField.Track, "track|area|field|分野|トラック|분야|트랙"),
        (ImportField.Title, "title|headline|act|what|subject|件名|見出し|表題|内容|제목|표제|내용"),
        (ImportField.Detail, "detail|details|description|remarks|詳細|説明|상세|설명"),
        (ImportField.Language, "language|lang|言語|언어"),
        (ImportField.Effective, "effective|effective date|takes effect on|in force on|施行日|発効日|시행일|발효일"),
        (ImportField.Deadline, "deadline|due|last day|期限|締切|기한|마감"),
        (ImportField.Basis, "basis|根拠|근거"),
        (ImportField.Reported, "reported|報告|보고"),
        (ImportField.Sources, "sources|source|出典|情報源|출처|자료"),
        (ImportField.Confidence, "confidence|確度|확도|신뢰도"),
        (ImportField.Note, "note|notes|備考|注|비고|주석"),
        (ImportField.Reference, "reference|ref|our reference|整理番号|参照|참조|관리번호"),
        (ImportField.Act, "act id|of act|act reference|of|措置の行為|행위 번호"),
        (ImportField.Measure, "measure|measure title|措置|措置名|조치|조치명"),
        (ImportField.Nature, "nature|nature of the measure|措置の性質|性質|조치 성격|성격"),
        (ImportField.Private, "private|民間|민간"),
        (ImportField.End, "end|終期|종료"),
        (ImportField.Stages, "stages|stage|steps|段階|経過|단계|경과"),
        (ImportField.MeasureReference, "measure reference|措置番号|조치 번호"),
    ];

    private static readonly Dictionary<string, ImportField> ByName =
        Known.SelectMany(k => k.Names.Split('|').Select(n => (Name: Plain(n), k.Field))).DistinctBy(n => n.Name).ToDictionary(n => n.Name, n => n.Field, StringComparer.Ordinal);

    /// <summary>Each field with the column that seems to hold it, the first where several do; those not found are missing.</summary>
    public static IReadOnlyDictionary<ImportField, int> Guess(IReadOnlyList<string> columns)
    {
        var guessed = new Dictionary<ImportField, int>();
        // Where rows are measures on acts already recorded, "act" names the act and no headline.
        var ofMeasures = columns.Select(Plain).ToHashSet(StringComparer.Ordinal) is var names && names.Contains("act") && (names.Contains("title") || names.Contains("measure"));
        foreach (var (at, column) in columns.Index())
        {
            if (ofMeasures && Plain(column) == "act")
            {
                guessed.TryAdd(ImportField.Act, at);
            }
            else if (ByName.TryGetValue(Plain(column), out var field))
            {
                guessed.TryAdd(field, at);
            }
        }

        return guessed;
    }

    // Case, blanks, underscores, width and what stands in brackets do not matter.
    private static string Plain(string name)
    {
        var text = name.Normalize(NormalizationForm.FormKC).Split('(')[0];
        return new string([.. text.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '.')).Select(char.ToLowerInvariant)]);
    }
}
