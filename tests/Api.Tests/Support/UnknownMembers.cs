using System.Collections;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Api.Tests.Support;

/// <summary>Paths of members that fell into extension data.</summary>
internal static class UnknownMembers
{
    public static IEnumerable<string> Of(object? value, string path = "") => value switch
    {
        Extensible part => (part.Extra?.Keys ?? []).Select(key => $"{path}.{key}").Concat(OfProperties(part, path)),
        string => [],
        IEnumerable list => list.Cast<object>().SelectMany(item => Of(item, path + "[]")),
        _ when IsEntry(value, out var entry) => Of(entry, path),
        _ => [],
    };

    private static IEnumerable<string> OfProperties(Extensible part, string path) => part.GetType().GetProperties()
        .Where(property => property.Name is not nameof(Extensible.Extra) && property.GetIndexParameters().Length is 0)
        .SelectMany(property => Of(property.GetValue(part), $"{path}.{property.Name}"));

    private static bool IsEntry(object? value, out object? entry)
    {
        var isEntry = value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        entry = isEntry ? value!.GetType().GetProperty("Value")!.GetValue(value) : null;
        return isEntry;
    }
}
