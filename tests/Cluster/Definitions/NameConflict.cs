using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>A name of a definition that another one of its group has already.</summary>
internal sealed record NameConflict(string Reason, string Message)
{
    public static NameConflict? Of(JsonObject definition, IEnumerable<JsonObject> all)
    {
        List<JsonObject> others =
        [
            .. all.Where(o => o.Name() != definition.Name() && o.Text("spec", "group") == definition.Text("spec", "group")).Select(o => o.Object("status", "acceptedNames") ?? []),
        ];
        var taken = others.SelectMany(Resources).ToHashSet(StringComparer.Ordinal);
        var kinds = others.SelectMany(n => (IEnumerable<string?>)[n.Text("kind"), n.Text("listKind")]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var names = definition.Object("spec", "names") ?? [];
        IEnumerable<(string Word, string? Name, HashSet<string> Taken)> asked =
        [
            ("Plural", names.Text("plural"), taken), ("Singular", names.Text("singular"), taken), ("Kind", names.Text("kind"), kinds), ("ListKind", names.Text("listKind"), kinds),
            .. (names.Array("shortNames") ?? []).Select(s => ("ShortNames", s.Text(), taken)),
        ];
        return asked.Where(a => a.Name is { Length: > 0 } n && a.Taken.Contains(n)).Select(a => new NameConflict(a.Word + "Conflict", $"\"{a.Name}\" is already in use")).FirstOrDefault();
    }

    private static IEnumerable<string> Resources(JsonObject names) =>
        ((IEnumerable<string?>)[names.Text("plural"), names.Text("singular"), .. (names.Array("shortNames") ?? []).Select(s => s.Text())]).OfType<string>().Where(n => n.Length > 0);
}
