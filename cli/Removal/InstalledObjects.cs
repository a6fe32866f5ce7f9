using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>Every object of an installation but its webhook configurations, its namespace and the definitions, with which all Canaries would go.</summary>
internal static class InstalledObjects
{
    /// <summary>Watched: the namespaces that it is limited to, with Roles of ours in each; none: it is not.</summary>
    internal static IEnumerable<ObjectRef> In(string namespaceName, IReadOnlyList<string> watched)
    {
        foreach (var process in new[] { Installation.Webhook, Installation.Analyzer })
        {
            yield return new(ObjectKind.Deployments, namespaceName, process);
            yield return new(ObjectKind.Budgets, namespaceName, process);
            yield return new(ObjectKind.RoleBindings, namespaceName, process);
            yield return new(ObjectKind.Roles, namespaceName, process);
            yield return new(ObjectKind.ClusterRoleBindings, null, process);
            yield return new(ObjectKind.ClusterRoles, null, process);
            yield return new(ObjectKind.ClusterRoleBindings, null, $"{process}-cluster");
            yield return new(ObjectKind.ClusterRoles, null, $"{process}-cluster");
            yield return new(ObjectKind.RoleBindings, namespaceName, $"{process}-own");
            yield return new(ObjectKind.Roles, namespaceName, $"{process}-own");
            foreach (var ns in watched)
            {
                yield return new(ObjectKind.RoleBindings, ns, process);
                yield return new(ObjectKind.Roles, ns, process);
            }
            yield return new(ObjectKind.ServiceAccounts, namespaceName, process);
        }
        yield return new(ObjectKind.Services, namespaceName, Installation.Webhook);
        yield return new(ObjectKind.Services, namespaceName, Installation.Control);
        yield return new(ObjectKind.ConfigMaps, namespaceName, Installation.ConfigMap);
        yield return new(ObjectKind.Secrets, namespaceName, Installation.CaSecret);
        yield return new(ObjectKind.Secrets, namespaceName, Installation.PinKeySecret);
        yield return new(ObjectKind.Leases, namespaceName, Installation.Analyzer);
    }
}
