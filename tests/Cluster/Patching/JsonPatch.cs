using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Patching;

/// <summary>RFC 6902 as the real server's library does it.</summary>
internal static class JsonPatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? operations, Mistakes? mistakes = null)
    {
        if (operations is not JsonArray list)
        {
            throw new PatchException("json: cannot unmarshal object into Go value of type jsonpatch.Patch", malformed: true);
        }

        var root = new JsonObject { ["root"] = target.CopyNode() };
        var steps = mistakes is { PassesPatchTests: true } ? list.Where(o => o.Text("op") != "test") : list;
        foreach (var operation in steps)
        {
            Step(root, operation);
        }

        return root["root"].CopyNode();
    }

    private static void Step(JsonObject root, JsonNode? operation)
    {
        var path = operation.Text("path") ?? "";
        var value = operation.At("value");
        switch (operation.Text("op"))
        {
            case "add":
                Put(root, "add", path, value.CopyNode(), insert: true);
                break;
            case "replace":
                Put(root, "replace", path, value.CopyNode(), insert: false);
                break;
            case "remove":
                Remove(root, "remove", path);
                break;
            case "test":
                Test(root, path, value);
                break;
            case "copy":
                Put(root, "copy", path, Read(root, "copy", operation.Text("from") ?? "").CopyNode(), insert: true);
                break;
            case "move":
                var moved = Read(root, "move", operation.Text("from") ?? "").CopyNode();
                Remove(root, "move", operation.Text("from") ?? "");
                Put(root, "move", path, moved, insert: true);
                break;
            default:
                throw new PatchException($"Unexpected kind: {operation.Text("op") ?? "unknown"}");
        }
    }

    private static void Test(JsonObject root, string path, JsonNode? value)
    {
        var (parent, last) = Parent(root, "test", path);
        var found = parent switch
        {
            JsonObject o => o[last],
            JsonArray a => a[Index(a, "test", path, last, end: a.Count - 1)],
            _ => null,
        };
        if (!JsonAccess.Same(found, value))
        {
            throw new PatchException($"testing value {path} failed: test failed");
        }
    }

    private static JsonNode? Read(JsonObject root, string op, string path)
    {
        var (parent, last) = Parent(root, op, path);
        return parent switch
        {
            JsonObject o => o[last],
            JsonArray a => a[Index(a, op, path, last, end: a.Count - 1)],
            _ => throw Missing(op, path, last),
        };
    }

    private static void Put(JsonObject root, string op, string path, JsonNode? value, bool insert)
    {
        var (parent, last) = Parent(root, op, path);
        switch (parent)
        {
            case JsonObject o:
                o[last] = value;
                break;
            case JsonArray a when insert && last == "-":
                a.Add(value);
                break;
            case JsonArray a when insert:
                a.Insert(Index(a, op, path, last, end: a.Count), value);
                break;
            case JsonArray a:
                a[Index(a, op, path, last, end: a.Count - 1)] = value;
                break;
            default:
                throw Missing(op, path, last);
        }
    }

    private static void Remove(JsonObject root, string op, string path)
    {
        var (parent, last) = Parent(root, op, path);
        switch (parent)
        {
            case JsonObject o when o.Remove(last):
                break;
            case JsonArray a:
                a.RemoveAt(Index(a, op, path, last, end: a.Count - 1));
                break;
            default:
                throw new PatchException($"{op} operation does not apply: doc is missing key: {path}: missing value");
        }
    }

    private static (JsonNode Parent, string Last) Parent(JsonObject root, string op, string path)
    {
        if (op != "test" && !path.Contains('/', StringComparison.Ordinal))
        {
            throw new PatchException($"{op} operation does not apply: doc is missing path: \"{path}\": missing value");
        }

        JsonNode node = root;
        var last = "root";
        foreach (var raw in path.Split('/').Skip(1))
        {
            node = Child(node, last) ?? throw new PatchException($"{op} operation does not apply: doc is missing path: \"{path}\": missing value");
            last = raw.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return (node, last);
    }

    private static JsonNode? Child(JsonNode node, string name) => node switch
    {
        JsonObject o => o[name],
        JsonArray a when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < a.Count => a[i],
        _ => null,
    };

    private static int Index(JsonArray list, string op, string path, string text, int end)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            throw new PatchException($"{op} operation does not apply: doc is missing key: {path}: strconv.Atoi: parsing \"{text}\": invalid syntax");
        }

        index = index < 0 ? index + list.Count : index;
        return index >= 0 && index <= end
            ? index
            : throw new PatchException($"{op} operation does not apply: doc is missing key: {path}: Unable to access invalid index: {index}: invalid index referenced");
    }

    private static PatchException Missing(string op, string path, string key) =>
        new($"{op} operation does not apply: doc is missing key: {path}: missing value ({key})");
}
