using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.Cli.Preflight;

/// <summary>The rights of the roles that are shipped, read from the manifests that this build carries.</summary>
internal static class ShippedRights
{
    private const string Folder = "rights/";
    private const string Cluster = "ClusterRole";
    private const string Watched = "/watched/";
    private static readonly string[] Installing = ["create", "patch"];

    /// <summary>Verbs that whoever installs must have, on what only an installation makes.</summary>
    internal static IEnumerable<Right> OfInstaller() =>
        from resource in new[]
        {
            (Group: "apiextensions.k8s.io", Name: "customresourcedefinitions"), (Group: "rbac.authorization.k8s.io", Name: "clusterroles"),
            (Group: "rbac.authorization.k8s.io", Name: "clusterrolebindings"), (Group: "admissionregistration.k8s.io", Name: "mutatingwebhookconfigurations"),
            (Group: "admissionregistration.k8s.io", Name: "validatingwebhookconfigurations"),
        }
        from verb in Installing
        select new Right("", verb, resource.Group, resource.Name);

    /// <summary>Those of an installation that is limited to namespaces are asked for in each of them.</summary>
    internal static IReadOnlyList<Right> Of(string installed, params IReadOnlyList<string> namespaces)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(each => each.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(each => Limited(Read(assembly, each, installed), each, namespaces)).Distinct()];
    }

    internal static IEnumerable<Right> Limited(IReadOnlyList<Right> rights, string resource, IReadOnlyList<string> namespaces) =>
        namespaces is [] || !resource.Contains(Watched, StringComparison.Ordinal) ? rights : rights.SelectMany(right => namespaces.Select(ns => right with { Namespace = ns }));

    private static List<Right> Read(Assembly assembly, string resource, string installed)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var stream = new YamlStream();
        stream.Load(reader);
        var account = $"{installed}/canarymesh-{resource[Folder.Length..].Split('/')[0]}";
        return [.. stream.Documents.Select(each => (YamlMappingNode)each.RootNode).SelectMany(each => OfRole(each, account, installed))];
    }

    private static IEnumerable<Right> OfRole(YamlMappingNode role, string account, string installed) =>
        Text(role, "kind") is Cluster or "Role" && role.Children.TryGetValue("rules", out var rules)
            ? ((YamlSequenceNode)rules).Cast<YamlMappingNode>().SelectMany(rule => OfRule(rule, account, Text(role, "kind") is Cluster ? "" : installed))
            : [];

    private static IEnumerable<Right> OfRule(YamlMappingNode rule, string account, string ns) =>
        from verb in Texts(rule, "verbs")
        from api in Texts(rule, "apiGroups")
        from resource in Texts(rule, "resources")
        from name in Texts(rule, "resourceNames").DefaultIfEmpty("")
        select new Right(account, verb, api, resource, ns, name);

    private static string Text(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value ?? "" : "";

    private static IEnumerable<string> Texts(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var list) ? ((YamlSequenceNode)list).Cast<YamlScalarNode>().Select(each => each.Value ?? "") : [];
}
