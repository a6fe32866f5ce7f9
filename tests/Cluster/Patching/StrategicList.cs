using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Patching;

/// <summary>Merges a list by key, or a list of scalars by value.</summary>
internal static class StrategicList
{
    public static JsonArray Merge(JsonArray target, JsonArray patch, JsonArray? order, FieldType type)
    {
        var key = type.MergeKey!;
        if (patch.OfType<JsonObject>().Any(p => p.Text("$patch") == "replace" && p.Count == 1))
        {
            return new JsonArray([.. patch.Where(p => p.Text("$patch") != "replace").Select(p => p.CopyNode())]);
        }

        return key.Length == 0 ? Scalars(target, patch, order) : Objects(target, patch, order, key, type.Element);
    }

    private static JsonArray Scalars(JsonArray target, JsonArray patch, JsonArray? order)
    {
        List<JsonNode?> merged = [.. target.Concat(patch.Where(p => !target.Any(t => JsonAccess.Same(t, p))))];
        return Ordered(merged, order, (item, wanted) => JsonAccess.Same(item, wanted));
    }

    private static JsonArray Objects(JsonArray target, JsonArray patch, JsonArray? order, string key, FieldType? element)
    {
        List<JsonNode?> merged = [.. target.Select(t => t.CopyNode())];
        foreach (var change in patch.OfType<JsonObject>())
        {
            One(merged, change, key, element);
        }

        return Ordered(merged, order, (item, wanted) => JsonAccess.Same(item.At(key), wanted.At(key)));
    }

    private static void One(List<JsonNode?> merged, JsonObject change, string key, FieldType? element)
    {
        if (!change.ContainsKey(key))
        {
            throw new PatchException($"map: {JsonText.Write(change)} does not contain declared merge key: {key}");
        }

        var at = merged.FindIndex(m => JsonAccess.Same(m.At(key), change.At(key)));
        switch (change.Text("$patch"))
        {
            case "delete":
                merged.RemoveAll(m => JsonAccess.Same(m.At(key), change.At(key)));
                return;
            case null or "merge" or "replace":
                break;
            case var unknown:
                throw new PatchException($"unknown patch type: {unknown} in map: {JsonText.Write(change)}", malformed: false);
        }

        var result = StrategicPatch.Apply(at < 0 ? [] : (JsonObject)merged[at]!, change, element);
        if (at < 0)
        {
            merged.Add(result);
        }
        else
        {
            merged[at] = result;
        }
    }

    /// <summary>Items named by the order come in it; the others stay after their old neighbours.</summary>
    private static JsonArray Ordered(List<JsonNode?> merged, JsonArray? order, Func<JsonNode?, JsonNode?, bool> same)
    {
        if (order is null)
        {
            return new JsonArray([.. merged.Select(m => m.CopyNode())]);
        }

        List<JsonNode?> named = [.. order.Select(o => merged.Find(m => same(m, o))).Where(m => m is not null)];
        var result = new List<JsonNode?>();
        var next = 0;
        foreach (var item in merged)
        {
            if (!order.Any(o => same(item, o)))
            {
                result.Add(item);
                continue;
            }

            if (next < named.Count)
            {
                result.Add(named[next++]);
            }
        }

        return new JsonArray([.. result.Select(m => m.CopyNode())]);
    }
}
