using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Patching;

/// <summary>Strategic merge patch: lists merge by the keys their types name, directives delete, replace and order.</summary>
internal static class StrategicPatch
{
    private const string Directive = "$patch";
    private const string Retain = "$retainKeys";
    private const string Delete = "$deleteFromPrimitiveList/";
    private const string Order = "$setElementOrder/";

    public static JsonObject Apply(JsonObject target, JsonObject patch, FieldType? type)
    {
        switch (patch.Text(Directive))
        {
            case "replace":
                var replaced = patch.Copy();
                replaced.Remove(Directive);
                return replaced;
            case "delete":
                return [];
            case null or "merge":
                break;
            case var unknown:
                throw new ApiException(500, "", $"unknown patch type: {unknown} in map: {JsonText.Write(patch)}");
        }

        var result = target.Copy();
        KeepRetained(result, patch);
        foreach (var (key, value) in patch)
        {
            if (key is Directive or Retain || key.StartsWith(Order, StringComparison.Ordinal))
            {
                continue;
            }

            if (key.StartsWith(Delete, StringComparison.Ordinal))
            {
                RemovePrimitives(result, key[Delete.Length..], value);
                continue;
            }

            Field(result, patch, key, value, FieldOf(type, key));
        }

        OrderUntouched(result, patch, type);
        return result;
    }

    private static void Field(JsonObject result, JsonObject patch, string key, JsonNode? value, FieldType? type)
    {
        switch (value)
        {
            case null:
                result.Remove(key);
                break;
            case JsonObject changes when changes.Text(Directive) == "delete":
                result.Remove(key);
                break;
            case JsonObject changes:
                result[key] = Apply(result[key] as JsonObject ?? [], changes, type);
                break;
            case JsonArray items when type?.MergeKey is not null:
                result[key] = StrategicList.Merge(result[key] as JsonArray ?? [], items, patch.Array(Order + key), type);
                break;
            default:
                result[key] = value.CopyNode();
                break;
        }
    }

    private static void KeepRetained(JsonObject result, JsonObject patch)
    {
        if (patch.Array(Retain) is not { } keys)
        {
            return;
        }

        var kept = keys.Select(k => k.Text()).ToHashSet();
        foreach (var gone in result.Select(p => p.Key).Where(k => !kept.Contains(k)).ToList())
        {
            result.Remove(gone);
        }
    }

    private static void RemovePrimitives(JsonObject result, string field, JsonNode? values)
    {
        if (result[field] is JsonArray list && values is JsonArray gone)
        {
            result[field] = new JsonArray([.. list.Where(v => !gone.Any(g => JsonAccess.Same(g, v))).Select(v => v.CopyNode())]);
        }
    }

    /// <summary>An order alone, without changes to the list itself.</summary>
    private static void OrderUntouched(JsonObject result, JsonObject patch, FieldType? type)
    {
        foreach (var (key, value) in patch)
        {
            if (key.StartsWith(Order, StringComparison.Ordinal) && key[Order.Length..] is var field && !patch.ContainsKey(field)
                && result[field] is JsonArray list && FieldOf(type, field) is { MergeKey: not null } listType)
            {
                result[field] = StrategicList.Merge(list, [], value as JsonArray, listType);
            }
        }
    }

    private static FieldType? FieldOf(FieldType? type, string key) => type?.Shape switch
    {
        FieldShape.Struct => type.Fields.GetValueOrDefault(key),
        FieldShape.Map => type.Element,
        _ => null,
    };
}
