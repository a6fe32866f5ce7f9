using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Admission;

/// <summary>The patch between two raw documents. Both sides are raw, so no field that we do not know is lost; a missing parent is added
/// whole because it is compared whole; equal documents give no operation, which makes an entry that changes nothing the second time
/// idempotent by construction.</summary>
internal static class JsonDifference
{
    public static IReadOnlyList<PatchOperation> Between(JsonObject before, JsonObject after)
    {
        var operations = new List<PatchOperation>();
        Compare("", before, after, operations);
        return operations;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<PatchOperation> operations)
    {
        switch (before, after)
        {
            case (JsonObject one, JsonObject other):
                CompareMembers(path, one, other, operations);
                break;
            case (JsonArray one, JsonArray other) when one.Count <= other.Count:
                CompareItems(path, one, other, operations);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    operations.Add(new("replace", path, after?.DeepClone()));
                }

                break;
        }
    }

    private static void CompareMembers(string path, JsonObject before, JsonObject after, List<PatchOperation> operations)
    {
        foreach (var (name, _) in before)
        {
            if (!after.ContainsKey(name))
            {
                operations.Add(new("remove", $"{path}/{Escape(name)}", null));
            }
        }

        foreach (var (name, value) in after)
        {
            if (before.ContainsKey(name))
            {
                Compare($"{path}/{Escape(name)}", before[name], value, operations);
            }
            else
            {
                operations.Add(new("add", $"{path}/{Escape(name)}", value?.DeepClone()));
            }
        }
    }

    // Our changes to lists are changes in place and additions at the end; a shorter list is replaced whole.
    private static void CompareItems(string path, JsonArray before, JsonArray after, List<PatchOperation> operations)
    {
        for (var index = 0; index < after.Count; index++)
        {
            var place = $"{path}/{index.ToString(CultureInfo.InvariantCulture)}";
            if (index < before.Count)
            {
                Compare(place, before[index], after[index], operations);
            }
            else
            {
                operations.Add(new("add", place, after[index]?.DeepClone()));
            }
        }
    }

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
