using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Commands;

/// <summary>Who gave a command and when, as admission saw it; on the Canary beside the command.</summary>
public sealed record CommandSignature(string Command, string By, DateTimeOffset At)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Null if it is no signature.</summary>
    public static CommandSignature? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var read = JsonNode.Parse(text);
            return read.Text("command") is { } command && read.Text("by") is { } by
                && DateTimeOffset.TryParseExact(read.Text("at"), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                    ? new(command, by, at)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As the annotation's value.</summary>
    public string ToText() =>
        new JsonObject { ["command"] = Command, ["by"] = By, ["at"] = At.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) }.ToJsonString();
}
