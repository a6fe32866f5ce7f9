using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Checking;

/// <summary>secrets CREATE by the analyzer: nothing but an immutable copy of a pinned Secret. The right to create Secrets of any kind would be the
/// right to have a token of any service account.</summary>
internal sealed class SealEntry(Surroundings surroundings) : IAdmissionEntry
{
    private const string Opaque = "Opaque";

    public string Name => "seal";

    public ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult(request.UserName != surroundings.Analyzer || (request.Object is { } secret && IsCopy(secret))
            ? AdmissionAnswer.Pass()
            : new Denied("not-a-copy", 403, "Forbidden", "the analyzer makes no Secret but an immutable copy of a pinned one, owned by the ConfigMap of the same name"));

    private static bool IsCopy(JsonObject secret) =>
        secret.Text("type") is null or Opaque
        && secret.Flag("immutable")
        && secret.Objects("metadata", "ownerReferences").ToList() is [var owner]
        && owner.Text("kind") == "ConfigMap"
        && owner.Text("name") is { } name
        && name == secret.Text("metadata", "name");
}
