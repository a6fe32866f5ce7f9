using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Discovery;

/// <summary>The documents that tell clients what is served.</summary>
internal sealed class DiscoveryDocuments(KindRegistry kinds)
{
    private static readonly string[] All = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] Defined = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    public static JsonObject Versions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = "127.0.0.1" }),
    };

    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. GroupNames().Select(GroupEntry).OfType<JsonObject>()]),
    };

    public JsonObject? Group(string group)
    {
        if (group.Length == 0 || GroupEntry(group) is not { } document)
        {
            return null;
        }

        document["kind"] = "APIGroup";
        document["apiVersion"] = "v1";
        return document;
    }

    public JsonObject? Resources(string group, string version)
    {
        List<ResourceKind> found = [.. kinds.All.Where(k => k.Group == group && k.Version == version).OrderBy(k => k.Plural, StringComparer.Ordinal)];
        return found.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = group.Length == 0 ? null : "v1",
            ["groupVersion"] = found[0].ApiVersion,
            ["resources"] = new JsonArray([.. found.SelectMany(Entries)]),
        };
    }

    public JsonObject Aggregated(bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. (core ? [""] : GroupNames()).Select(AggregatedGroup)]),
    };

    private List<string> GroupNames() => [.. kinds.All.Select(k => k.Group).Where(g => g.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private List<string> VersionsOf(string group) =>
        [.. kinds.All.Where(k => k.Group == group).Select(k => k.Version).Distinct().OrderDescending(VersionOrder.Instance)];

    // A definition may go between two looks: a group without versions is none.
    private JsonObject? GroupEntry(string group)
    {
        List<JsonObject> versions = [.. VersionsOf(group).Select(v => new JsonObject { ["groupVersion"] = $"{group}/{v}", ["version"] = v })];
        return versions.Count == 0 ? null : new JsonObject { ["name"] = group, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = versions[0].DeepClone() };
    }

    private JsonObject AggregatedGroup(string group)
    {
        var entry = new JsonObject { ["metadata"] = group.Length == 0 ? new JsonObject() : new JsonObject { ["name"] = group } };
        entry["versions"] = new JsonArray([.. VersionsOf(group).Select(v => new JsonObject
        {
            ["version"] = v,
            ["resources"] = new JsonArray([.. kinds.All.Where(k => k.Group == group && k.Version == v).OrderBy(k => k.Plural, StringComparer.Ordinal).Select(AggregatedEntry)]),
            ["freshness"] = "Current",
        })]);
        return entry;
    }

    private static JsonObject AggregatedEntry(ResourceKind kind)
    {
        var entry = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = kind.Defined
                ? new JsonObject { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind }
                : new JsonObject { ["group"] = "", ["version"] = "", ["kind"] = kind.Kind },
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Texts(VerbsOf(kind)),
        };
        AddNames(entry, kind);
        List<JsonObject> subresources = [.. SubresourceEntries.Of(kind).Select(s => new JsonObject
        {
            ["subresource"] = s.Name,
            ["responseKind"] = new JsonObject { ["group"] = s.Group, ["version"] = s.Version, ["kind"] = s.Kind },
            ["verbs"] = Texts(s.Verbs),
        })];
        if (subresources.Count > 0)
        {
            entry["subresources"] = new JsonArray([.. subresources]);
        }

        return entry;
    }

    private static IEnumerable<JsonObject> Entries(ResourceKind kind)
    {
        var entry = new JsonObject
        {
            ["name"] = kind.Plural, ["singularName"] = kind.Singular, ["namespaced"] = kind.Namespaced, ["kind"] = kind.Kind, ["verbs"] = Texts(VerbsOf(kind)),
        };
        AddNames(entry, kind);
        if (!kind.Fleeting)
        {
            entry["storageVersionHash"] = Hash(kind);
        }

        yield return entry;
        foreach (var s in SubresourceEntries.Of(kind))
        {
            var sub = new JsonObject { ["name"] = $"{kind.Plural}/{s.Name}", ["singularName"] = "", ["namespaced"] = kind.Namespaced };
            if (s.Version.Length > 0)
            {
                sub["group"] = s.Group;
                sub["version"] = s.Version;
            }

            sub["kind"] = s.Kind;
            sub["verbs"] = Texts(s.Verbs);
            yield return sub;
        }
    }

    private static void AddNames(JsonObject entry, ResourceKind kind)
    {
        if (kind.ShortNames.Count > 0)
        {
            entry["shortNames"] = Texts(kind.ShortNames);
        }

        if (kind.Categories.Count > 0)
        {
            entry["categories"] = Texts(kind.Categories);
        }
    }

    private static IEnumerable<string> VerbsOf(ResourceKind kind) => kind switch
    {
        { Fleeting: true } => ["create"],
        { Defined: true } => Defined,
        { Kind: "Namespace" } => All.Where(v => v != "deletecollection"),
        _ => All,
    };

    private static string Hash(ResourceKind kind)
    {
        var stored = kind.KeptAs is { Group: "" } ? ("", "v1") : kind is { Kind: "CustomResourceDefinition" } ? (kind.Group, "v1beta1") : (kind.Group, kind.StorageVersion ?? kind.Version);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{stored.Item1}/{stored.Item2}/{kind.Kind}"))[..8]);
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
