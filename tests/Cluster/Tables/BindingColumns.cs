using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>RoleBindings and ClusterRoleBindings.</summary>
internal static class BindingColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Role", o => $"{o.Text("roleRef", "kind")}/{o.Text("roleRef", "name")}"),
        TableColumns.Age,
        TableColumns.Text("Users", o => Subjects(o, "User", s => s.Text("name")), 1),
        TableColumns.Text("Groups", o => Subjects(o, "Group", s => s.Text("name")), 1),
        TableColumns.Text("ServiceAccounts", o => Subjects(o, "ServiceAccount", s => $"{s.Text("namespace")}/{s.Text("name")}"), 1),
    ];

    private static string Subjects(JsonObject o, string kind, Func<JsonObject, string?> told) =>
        string.Join(", ", o.Objects("subjects").Where(s => s.Text("kind") == kind).Select(told));
}
