using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
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

        if (order is not null && patch.Any(p => p.Text("$patch") is null && !order.Any(o => key.Length == 0 ? JsonAccess.Same(o, p) : JsonAccess.Same(o.At(key), p.At(key)))))
        {
            throw Fault($"The order in patch list:\n{JsonText.Write(patch)}\n doesn't match $setElementOrder list:\n{JsonText.Write(order)}\n");
        }

        return key.Length == 0 ? Scalars(target, patch, order) : Objects(target, patch, order, key, type.Element);
    }

    private static JsonArray Scalars(JsonArray target, JsonArray patch, JsonArray? order)
    {
        List<JsonNode?> merged = [.. target, .. patch.Where(p => !target.Any(t => JsonAccess.Same(t, p)))];
        return Ordered(merged, target, order ?? patch, JsonAccess.Same);
    }

    private static JsonArray Objects(JsonArray target, JsonArray patch, JsonArray? order, string key, FieldType? element)
    {
        List<JsonNode?> merged = [.. target.Select(t => t.CopyNode())];
        foreach (var change in patch.OfType<JsonObject>())
        {
            One(merged, change, key, element);
        }

        return Ordered(merged, target, order ?? patch, (item, wanted) => JsonAccess.Same(item.At(key), wanted.At(key)));
    }

    private static void One(List<JsonNode?> merged, JsonObject change, string key, FieldType? element)
    {
        if (!change.ContainsKey(key))
        {
            throw Fault($"map: {JsonText.Write(change)} does not contain declared merge key: {key}");
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
                throw Fault($"unknown patch type: {unknown} in map: {JsonText.Write(change)}");
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

    private static ApiException Fault(string message) => new(500, "", message);

    /// <summary>Items the patch names come in its order; each other one before the first of them it stood before.</summary>
    private static JsonArray Ordered(List<JsonNode?> merged, JsonArray live, JsonArray order, Func<JsonNode?, JsonNode?, bool> same)
    {
        List<JsonNode?> named = [.. order.Select(o => merged.Find(m => same(m, o))).Where(m => m is not null)];
        List<JsonNode?> others = [.. merged.Where(m => !named.Any(n => ReferenceEquals(n, m)))];
        var result = new JsonArray();
        int i = 0, j = 0;
        while (i < others.Count || j < named.Count)
        {
            var first = j >= named.Count || (i < others.Count && Before(live, others[i], named[j], same));
            result.Add((first ? others[i++] : named[j++]).CopyNode());
        }

        return result;
    }

    private static bool Before(JsonArray live, JsonNode? one, JsonNode? other, Func<JsonNode?, JsonNode?, bool> same)
    {
        var (a, b) = (Index(live, one, same), Index(live, other, same));
        return a >= 0 && b >= 0 && a < b;
    }

    private static int Index(JsonArray live, JsonNode? item, Func<JsonNode?, JsonNode?, bool> same)
    {
        for (var i = 0; i < live.Count; i++)
        {
            if (same(live[i], item))
            {
                return i;
            }
        }

        return -1;
    }
}
