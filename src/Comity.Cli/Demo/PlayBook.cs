using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Cli.Demo.Case.Stories;
using Comity.Domain;

namespace Comity.Cli.Demo;

/// <summary>Where the room's clock stood and which story is on, kept beside the nodes' folders so that a second start goes on from there.</summary>
/// <remarks>How far the case has been played is not kept here: the record itself tells.</remarks>
public sealed class PlayBook(string folder)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private readonly string _path = Path.Combine(folder, "play.json");

    /// <summary>Null when the folder's first load has not come to its end.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public PlayStood? Read()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PlayStood>(File.ReadAllText(_path), Form) ?? throw new JsonException("it is empty");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException($"{_path}: expected where the demo stood, found something else ({unreadable.Message})");
        }
    }

    public void Write(DateTimeOffset at, CaseStory story)
    {
        File.WriteAllText(_path + ".new", JsonSerializer.Serialize(new PlayStood(at, story), Form));
        File.Move(_path + ".new", _path, overwrite: true);
    }
}

/// <param name="Story">In files of before there were stories none is named.</param>
public sealed record PlayStood(DateTimeOffset At, [property: JsonConverter(typeof(KebabCase<CaseStory>))] CaseStory Story = CaseStory.History);
