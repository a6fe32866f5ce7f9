using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether JSON has every member that is read from it, each of its kind. The serializer alone reads a missing member as 0 or null,
/// whatever its default is, and any number as an enum. So a member that is added later has to be one that may be null.</summary>
internal static class KeptShape
{
    /// <summary>The first member that is missing or not what it must be; null if all is well.</summary>
    public static string? Fault(JsonElement element, JsonTypeInfo type, string at = "") => type.Kind switch
    {
        JsonTypeInfoKind.Object => element.ValueKind is JsonValueKind.Object ? OfMembers(element, type, at) : Sense.Must(false, at, "an object"),
        JsonTypeInfoKind.Enumerable => element.ValueKind is JsonValueKind.Array ? OfItems(element, type, at) : Sense.Must(false, at, "a list"),
        _ => Sense.Must(IsOf(element, type), at, Legal(Nullable.GetUnderlyingType(type.Type) ?? type.Type)),
    };

    private static string? OfMembers(JsonElement element, JsonTypeInfo type, string at) => Sense.First(
        type.Properties.Where(property => property.Set is not null).Select(property => OfMember(element, type, property, at.Length == 0 ? property.Name : $"{at}.{property.Name}")));

    private static string? OfItems(JsonElement element, JsonTypeInfo type, string at)
    {
        var items = type.Options.GetTypeInfo(type.ElementType!);
        return Sense.First(element.EnumerateArray().Select((item, index) => Fault(item, items, $"{at}[{index}]")));
    }

    private static string? OfMember(JsonElement element, JsonTypeInfo type, JsonPropertyInfo property, string at)
    {
        if (!element.TryGetProperty(property.Name, out var member))
        {
            return property.IsSetNullable || LeavesZerosOut(type) ? null : $"{at} is missing";
        }

        return member.ValueKind is JsonValueKind.Null && property.IsSetNullable ? null
            : property.CustomConverter is SparseCounts ? Sense.Must(SparseCounts.Of(member) is not null, at, "counts by bucket, as {\"of\":3,\"1\":7}")
            : Fault(member, type.Options.GetTypeInfo(property.PropertyType), at);
    }

    private static bool LeavesZerosOut(JsonTypeInfo type) => type.Type == typeof(Sums);

    private static bool IsOf(JsonElement element, JsonTypeInfo type)
    {
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) is { IsEnum: true } names)
        {
            return element.ValueKind is JsonValueKind.String && Enum.IsDefined(names, element.GetString()!);
        }

        try
        {
            return element.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Legal(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(DateTimeOffset) => "a time, as 2026-07-21T10:00:00+00:00",
        _ when type == typeof(TimeSpan) => "a length of time, as 00:01:00",
        _ => $"a whole number that fits {(type == typeof(int) ? 32 : 64)} bits",
    };
}
