namespace CanaryMesh.Cluster.Tests.Clients;

/// <summary>kubectl exec against the node.</summary>
public sealed class ExecTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: still, namespace: default}
        spec:
          terminationGracePeriodSeconds: 0
          containers: [{name: app, image: "golden/pause:1"}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: default}
        rules:
          - {apiGroups: [""], resources: [pods, pods/exec], verbs: [get, list]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader, namespace: default}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: reader}]
        """;

    [Fact]
    public async Task Exec_InAContainer_GivesItsOutputAndItsExitCodeToWhoeverMay()
    {
        var kubectl = ClientCluster.Need("kubectl");
        await using var cluster = await ClientCluster.StartAsync();
        var file = Path.Combine(cluster.Folder, "pod.yaml");
        await File.WriteAllTextAsync(file, Pod);
        await cluster.RunAsync(kubectl, "apply", "-f", file);
        Assert.Equal(0, (await cluster.RunAsync(kubectl, "wait", "--for=condition=Ready", "pod/still", "--timeout=60s")).Exit);

        Assert.Equal((0, "out\n"), await cluster.RunAsync(kubectl, "exec", "still", "--", "echo", "out"));
        var (exit, said) = await cluster.RunAsync(kubectl, "exec", "still", "--", "sh", "-c", "echo out; echo err >&2; exit 7");
        Assert.Equal(7, exit);
        Assert.StartsWith("out\n", said, StringComparison.Ordinal);
        Assert.Contains("err\n", said, StringComparison.Ordinal);
        Assert.Equal((0, "IN"), await cluster.RunAsync("bash", "-c", $"printf in | {kubectl} exec -i still -- tr a-z A-Z"));
        Assert.Equal((0, "200000\n"), await cluster.RunAsync("bash", "-c", $"{kubectl} exec still -- head -c 200000 /dev/zero | wc -c"));
        var refused = await cluster.RunAsync(kubectl, "exec", "still", "--as=reader", "--", "echo", "out");
        Assert.NotEqual(0, refused.Exit);
        Assert.Contains("cannot create resource \"pods/exec\"", refused.Said, StringComparison.Ordinal);
    }
}
