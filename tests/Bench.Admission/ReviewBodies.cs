using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CanaryMesh.Bench.Admission;

/// <summary>Reviews of the pods that the goldens have, each under an uid of its own.</summary>
internal static class ReviewBodies
{
    private const string Mark = "the-uid-of-this-review";

    private static readonly string[] Texts =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Pods"), "*.pod.json").Order(StringComparer.Ordinal)
            .Select(file => Review((JsonObject)JsonNode.Parse(File.ReadAllText(file))!)),
    ];

    public static string Uid(int number) => string.Create(CultureInfo.InvariantCulture, $"review-{number:D12}");

    public static byte[] Body(int number) => Encoding.UTF8.GetBytes(Texts[number % Texts.Length].Replace(Mark, Uid(number), StringComparison.Ordinal));

    private static string Review(JsonObject pod) => new JsonObject
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject
        {
            ["uid"] = Mark,
            ["operation"] = "CREATE",
            ["namespace"] = "shop",
            ["userInfo"] = new JsonObject { ["username"] = "system:serviceaccount:kube-system:replicaset-controller" },
            ["object"] = pod,
        },
    }.ToJsonString();
}
