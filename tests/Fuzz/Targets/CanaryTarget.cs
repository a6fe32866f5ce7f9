using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Canaries, MetricTemplates and AlertProviders as YAML: checked without an exception, and read by the analyzer's model or refused as
/// JSON of the wrong form.</summary>
internal sealed class CanaryTarget : IFuzzTarget
{
    public string Name => "canaries";

    public void Try(Random random)
    {
        foreach (var thing in Documents(Changed(random)))
        {
            if (random.Next(2) == 0)
            {
                JsonMutation.Mutate(thing, random);
            }

            if (EntryCall.Of(Entries.Check, thing, random.Next(3) == 0 ? thing.Copy() : null, random.Next(2) == 0 ? "CREATE" : "UPDATE", "jane") is { } call)
            {
                FuzzFinding.Unless(call.Patch.Count == 0, "a check with a patch");
            }

            Read(thing);
        }
    }

    private static string Changed(Random random)
    {
        var lines = Corpus.Canaries.Split('\n').ToList();
        for (var change = random.Next(4); change > 0; change--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(3))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[random.Next(lines.Count)]);
                    break;
                default:
                    lines[at] = JsonMutation.Changed(lines[at], random);
                    break;
            }
        }

        return string.Join('\n', lines);
    }

    private static List<JsonObject> Documents(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return [.. stream.Documents.Select(each => Json(each.RootNode)).OfType<JsonObject>()];
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException)
        {
            return [];
        }
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Where(each => each.Key is YamlScalarNode)
            .GroupBy(each => ((YamlScalarNode)each.Key).Value ?? "").Select(each => KeyValuePair.Create(each.Key, Json(each.First().Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when Plain(scalar.Value) is { } value => value,
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonNode? Plain(string? text)
    {
        try
        {
            return text is "true" or "false" || (text is { Length: > 0 } && (char.IsAsciiDigit(text[0]) || text[0] == '-')) ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Read(JsonObject thing)
    {
        try
        {
            _ = thing.Deserialize(ResourceJson.Default.Canary);
        }
        catch (JsonException)
        {
            // The schema refuses it before it is stored.
        }
    }
}
