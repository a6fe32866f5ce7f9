using System.Text;
using CanaryMesh.Cluster.Http;

namespace CanaryMesh.Cluster.Tests.Http;

public sealed class ProtobufBodyTests
{
    [Fact]
    public void Read_AReviewAsKubectlSendsIt_IsTheSameAsJson()
    {
        var attributes = Concat(Field(1, "shop"u8.ToArray()), Field(2, "create"u8.ToArray()), Field(3, []), Field(5, "pods"u8.ToArray()));
        var review = Concat(Field(1, Field(1, [])), Field(2, Field(1, attributes)), Field(3, [8, 0]));

        var read = ProtobufBody.Read(Envelope("authorization.k8s.io/v1", "SelfSubjectAccessReview", review));

        Assert.Equal(
            """{"metadata":{},"spec":{"resourceAttributes":{"namespace":"shop","verb":"create","resource":"pods"}},"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview"}""",
            read?.ToJsonString());
    }

    [Fact]
    public void Read_ListsAndMaps_KeepsThem()
    {
        var rule = Concat(Field(1, "get"u8.ToArray()), Field(1, "list"u8.ToArray()), Field(2, []));
        var meta = Field(11, Concat(Field(1, "a"u8.ToArray()), Field(2, "b"u8.ToArray())));

        var read = ProtobufBody.Read(Envelope("rbac.authorization.k8s.io/v1", "Role", Concat(Field(1, meta), Field(2, rule))));

        Assert.Equal("""{"labels":{"a":"b"}}""", read?["metadata"]?.ToJsonString());
        Assert.Equal("""[{"verbs":["get","list"],"apiGroups":[""]}]""", read?["rules"]?.ToJsonString());
    }

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Unheard")]
    public void Read_AnotherKind_IsNotUnderstood(string kind) => Assert.Null(ProtobufBody.Read(Envelope("v1", kind, [])));

    [Fact]
    public void Read_AFieldThatIsNotKnown_IsNotReadInPart()
    {
        Assert.NotNull(ProtobufBody.Read(Envelope("v1", "ConfigMap", Field(15, []))));
        Assert.Null(ProtobufBody.Read(Envelope("v1", "ConfigMap", Field(15, "x"u8.ToArray()))));
    }

    [Fact]
    public void Read_ATornBody_IsNotUnderstood() => Assert.Null(ProtobufBody.Read([.. "k8s\0"u8, 10, 99, 1]));

    private static byte[] Envelope(string apiVersion, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Field(1, Concat(Field(1, Encoding.UTF8.GetBytes(apiVersion)), Field(2, Encoding.UTF8.GetBytes(kind)))), .. Field(2, raw), .. Field(3, []), .. Field(4, [])];

    private static byte[] Field(int number, byte[] value) => [(byte)((number << 3) | 2), (byte)value.Length, .. value];

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(p => p)];
}
