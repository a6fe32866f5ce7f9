using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Items of a list come without apiVersion and kind, and hold on to their list: both are put right here.</summary>
internal static class KubeList
{
    public static void Append(JsonObject list, JsonArray to)
    {
        var kind = (string?)list["kind"];
        var itemKind = kind is not null && kind.EndsWith("List", StringComparison.Ordinal) ? kind[..^4] : null;
        var apiVersion = (string?)list["apiVersion"];
        foreach (var item in Detach(list))
        {
            Complete(item, "apiVersion", apiVersion);
            Complete(item, "kind", itemKind);
            to.Add(item);
        }
    }

    /// <summary>Takes the items out of their list, so that one that is kept does not keep them all.</summary>
    public static IReadOnlyList<JsonObject> Detach(JsonObject list)
    {
        if (list["items"] is not JsonArray items)
        {
            return [];
        }

        var taken = items.ToArray();
        items.Clear();
        return [.. taken.OfType<JsonObject>()];
    }

    private static void Complete(JsonObject item, string name, string? value)
    {
        if (value is not null && !item.ContainsKey(name))
        {
            item[name] = value;
        }
    }
}
