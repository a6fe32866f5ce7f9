namespace CanaryMesh.Cli.Tests.Support;

internal static class Kubeconfigs
{
    public static string For(string server, string namespaceName) => $$"""
        apiVersion: v1
        kind: Config
        current-context: here
        clusters: [{name: here, cluster: {server: "{{server}}"} }]
        users: [{name: me, user: {token: abc} }]
        contexts:
          - {name: here, context: {cluster: here, user: me, namespace: {{namespaceName}} } }
          - {name: there, context: {cluster: here, user: me, namespace: elsewhere} }
        """;
}
