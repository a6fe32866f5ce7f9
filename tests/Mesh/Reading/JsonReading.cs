using System.Text.Json;

namespace CanaryMesh.Mesh.Reading;

/// <summary>Members of an object, of which each may be missing and none may be of another type.</summary>
internal static class JsonReading
{
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is not { } found ? null : Of(found, JsonValueKind.String, path).GetString();

    public static double? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is not { } found ? null : Of(found, JsonValueKind.Number, path).GetDouble();

    public static int? Whole(this JsonElement element, params ReadOnlySpan<string> path) => element.Number(path) switch
    {
        null => null,
        { } number when double.IsInteger(number) && Math.Abs(number) <= int.MaxValue => (int)number,
        _ => throw new BadObjectException($"{string.Join('.', path!)} is no whole number"),
    };

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new BadObjectException($"{string.Join('.', path!)} is neither true nor false"),
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is not { } found ? [] : Of(found, JsonValueKind.Array, path).EnumerateArray();

    public static IReadOnlyList<string> Texts(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.Items(path).Select(item => Of(item, JsonValueKind.String, []).GetString()!)];

    public static IEnumerable<JsonProperty> Members(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is not { } found ? [] : Of(found, JsonValueKind.Object, path).EnumerateObject();

    /// <summary>A map of text to text.</summary>
    public static IReadOnlyDictionary<string, string> Map(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Members(path).ToDictionary(each => each.Name, each => Of(each.Value, JsonValueKind.String, []).GetString()!, StringComparer.Ordinal);

    private static JsonElement Of(JsonElement found, JsonValueKind kind, ReadOnlySpan<string> path) =>
        found.ValueKind == kind ? found : throw new BadObjectException($"{string.Join('.', path!)} is {found.ValueKind} and should be {kind}");
}
