using System.Globalization;
using System.Text;
using System.Xml;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Public;

/// <summary>The published texts as an Atom feed, the last fifty.</summary>
/// <remarks>RFC 4287. Ids are tag URIs (RFC 4151) of the statement, so the same text has the same id on every node.</remarks>
public sealed class AtomFeed(IRoom room, PublicView view, Formats formats, IStringLocalizer<PublicTexts> texts, PublicTitles titles)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const int Most = 50;

    /// <param name="origin">Of this node: <c>https://room.example</c>.</param>
    public byte[] Write(string origin)
    {
        var shown = view.Latest(0, Most);
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, Formats.Language);
            Element(xml, "id", $"tag:comity,2026:forum/{room.Forum!.Id}");
            Element(xml, "title", $"{room.Forum.Name}: {texts["title"]}");
            Element(xml, "subtitle", room.Forum.Disclaimer);
            Element(xml, "updated", Instant(shown.Count > 0 ? shown[0].Publication.ClaimedAt : room.Find(room.Forum.Id)?.Statement.ClaimedAt ?? DateTimeOffset.UnixEpoch));
            Link(xml, "self", $"{origin}/public/feed.atom?lang={Formats.Language}", "application/atom+xml");
            Link(xml, "alternate", $"{origin}/public/texts?lang={Formats.Language}", "text/html");
            foreach (var text in shown)
            {
                Entry(xml, text, origin);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private void Entry(XmlWriter xml, PublicText text, string origin)
    {
        var title = titles.Of(text);
        var detail = text.Act is { } act && formats.Detail(act) is { Text.Length: > 0 } words ? words : title;
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", $"tag:comity,2026:statement/{text.Id}");
        Worded(xml, "title", title);
        Element(xml, "published", Instant(text.Publication.ClaimedAt));
        Element(xml, "updated", Instant(text.Publication.ClaimedAt));
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", formats.Name(text.Author));
        xml.WriteEndElement();
        if (text.Track.Length > 0)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", text.Track);
            xml.WriteEndElement();
        }

        Link(xml, "alternate", $"{origin}{text.Path}?lang={Formats.Language}", "text/html");
        Worded(xml, "content", detail);
        xml.WriteEndElement();
    }

    private static void Worded(XmlWriter xml, string name, Wording wording)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteAttributeString("type", "text");
        xml.WriteAttributeString("xml", "lang", null, wording.Language);
        xml.WriteString(Sayable(wording.Text));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Sayable(text));

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Control characters are no characters to XML, not even escaped.
    private static string Sayable(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is 0x9 or 0xA or 0xD or >= 0x20 and not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
}
