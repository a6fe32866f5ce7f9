using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Support;

namespace CanaryMesh.Rights.Tests;

/// <summary>One right of the shipped roles: one verb on one resource, in one namespace or (null) everywhere.</summary>
internal sealed record ShippedRule(string Account, string? Namespace, string Group, string Resource, string Verb, string? Name)
{
    private static readonly string[] Files = ["analyzer/account.yaml", "analyzer/watched/rbac.yaml", "webhook/account.yaml", "webhook/watched/rbac.yaml"];

    public static IReadOnlyList<ShippedRule> All { get; } = [.. Files.SelectMany(Read)];

    public bool Allows(AskedRight asked) =>
        asked.Account == Account && (Namespace is null || asked.Request.Namespace == Namespace) && RuleMatching.Allows(AsRule(), asked.Request);

    public override string ToString() => $"{Account} {Verb} {Group}/{Resource}{(Name is null ? "" : $" {Name}")}{(Namespace is null ? "" : " in its own namespace")}";

    private JsonObject AsRule() => new()
    {
        ["apiGroups"] = new JsonArray(Group),
        ["resources"] = new JsonArray(Resource),
        ["verbs"] = new JsonArray(Verb),
        ["resourceNames"] = Name is null ? null : new JsonArray(Name),
    };

    // A role has the name of its account, with an ending where the account has more than one; bindings say no more than that.
    private static IEnumerable<ShippedRule> Read(string file) =>
        from role in Yaml.Documents(File.ReadAllText(Path.Combine(Repository.Manifests, "base", file)))
        where (string?)role["kind"] is "Role" or "ClusterRole"
        let account = $"canarymesh-system:{((string)role["metadata"]!["name"]!).Replace("-cluster", "", StringComparison.Ordinal)}"
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in rule["resourceNames"] is { } names ? Texts(names) : [null!]
        select new ShippedRule(account, (string?)role["metadata"]!["namespace"], @group, resource, verb, name);

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(each => (string)each!);
}
