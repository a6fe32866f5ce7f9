using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with one manifest, and what is legal but hardly meant: each with its path, what stands there, and what is legal.</summary>
internal sealed class Findings
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Warn(string path, string words) => _warnings.Add($"canarymesh: {path}: {words}");

    /// <summary>A value that is legal and without effect: "path: value has no effect: words"; <paramref name="where"/> says when, if not always.</summary>
    public void Idle(JsonNode value, string path, string words, string where = "") => Warn(path, $"{Shown(value)} has no effect{where}: {words}");

    /// <summary>A fault that is told of the whole thing at a path.</summary>
    public void Add(string path, string words) => _faults.Add($"{path}: {words}");

    /// <summary>A fault of a value: "path: value must be words".</summary>
    public void Must(JsonNode? value, string path, string words) =>
        Add(path, value is null ? $"it must be given: {words}" : $"{Shown(value)} must be {words}");

    public void Duration(JsonNode? parent, string path, string field) =>
        Test(parent, path, field, value => Durations.Parse(value.Text()) is not null, Durations.Words);

    public void Whole(JsonNode? parent, string path, string field, int least, int most) => Test(
        parent, path, field, value => WholeOf(value) is { } number && number >= least && number <= most,
        most == int.MaxValue ? $"a whole number of at least {Number(least)}" : $"a whole number from {Number(least)} to {Number(most)}");

    public void OneOf(JsonNode? parent, string path, string field, params string[] legal) => Test(
        parent, path, field, value => value.Text() is { } text && legal.Contains(text), "one of " + string.Join(", ", legal.Where(each => each.Length > 0)));

    public void Address(JsonNode? parent, string path, string field) =>
        Test(parent, path, field, value => Addresses.IsHttp(value.Text()), Addresses.Words);

    /// <summary>A member that may be absent, but if it is there must pass.</summary>
    public void Test(JsonNode? parent, string path, string field, Func<JsonNode, bool> legal, string words)
    {
        if (parent.At(field) is { } value && !legal(value))
        {
            Must(value, $"{path}.{field}", words);
        }
    }

    /// <summary>A member that must be there and pass.</summary>
    public void Require(JsonNode? parent, string path, string field, Func<JsonNode, bool> legal, string words)
    {
        if (parent.At(field) is not { } value || value is JsonValue text && text.TryGetValue<string>(out var given) && given.Length == 0)
        {
            Must(null, $"{path}.{field}", words);
        }
        else if (!legal(value))
        {
            Must(value, $"{path}.{field}", words);
        }
    }

    /// <summary>The objects of a list, each with its path; what is in it and no object is a fault.</summary>
    public IEnumerable<(JsonObject Item, string Path)> Each(JsonNode? parent, string path, string field)
    {
        var list = parent.At(field) as JsonArray ?? [];
        Test(parent, path, field, value => value is JsonArray, "a list");
        for (var index = 0; index < list.Count; index++)
        {
            var place = $"{path}.{field}[{Number(index)}]";
            if (list[index] is JsonObject item)
            {
                yield return (item, place);
            }
            else
            {
                Must(list[index], place, "an object");
            }
        }
    }

    /// <summary>The schema says "number": 5.0 is a legal spelling of 5.</summary>
    public static decimal? WholeOf(JsonNode? value) => NumberOf(value) is { } number && decimal.Truncate(number) == number ? number : null;

    public static decimal? NumberOf(JsonNode? value) => value is JsonValue number && number.TryGetValue<decimal>(out var found) ? found : null;

    private static string Shown(JsonNode value) => value.Text() is { } text ? $"\"{ShownText.Of(text)}\"" : ShownText.Of(value.ToJsonString());

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
