using System.Text;
using System.Text.Unicode;

namespace Comity.Record.Exports;

/// <summary>Takes an export apart into its lines, believing nothing of it.</summary>
internal static class ExportLines
{
    /// <param name="Number">From 1.</param>
    /// <param name="Bytes">Without the line feed.</param>
    /// <param name="Fault">Null when it is a line of text with its line feed; otherwise what it is instead.</param>
    public readonly record struct ExportLine(long Number, byte[] Bytes, string? Fault)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);
    }

    /// <remarks>Holds one line at a time; stops at a line that is too long.</remarks>
    public static IEnumerable<ExportLine> Read(Stream file)
    {
        var buffer = new byte[64 * 1024];
        var line = new MemoryStream();
        var number = 1L;
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            for (var from = 0; from < read;)
            {
                var length = Array.IndexOf(buffer, (byte)'\n', from, read - from) is var at && at < 0 ? read - from : at - from;
                line.Write(buffer, from, length);
                if (line.Length > ExportFormat.MaxLine)
                {
                    yield return new ExportLine(number, [], $"a line of more than {ExportFormat.MaxLine} bytes");
                    yield break;
                }

                from += length;
                if (from < read)
                {
                    yield return Judged(number++, line.ToArray());
                    line.SetLength(0);
                    from++;
                }
            }
        }

        if (line.Length > 0)
        {
            yield return new ExportLine(number, line.ToArray(), "the file's end before its line feed");
        }
    }

    private static ExportLine Judged(long number, byte[] bytes) =>
        new(number, bytes, bytes.Length == 0 ? "an empty line" : !Utf8.IsValid(bytes) ? "bytes that are not UTF-8" : null);
}
