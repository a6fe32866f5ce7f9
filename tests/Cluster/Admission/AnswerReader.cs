using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Understands a webhook's answer, or says why it is none.</summary>
internal static class AnswerReader
{
    public static WebhookAnswer Read(string hook, byte[] body, string uid, bool mutating)
    {
        var review = BodyReader.Parse(body, false, [], out var fault) as JsonObject
            ?? throw new WebhookException(hook, $"failed to call webhook: couldn't get version/kind; {fault}");
        if (review.Text("apiVersion") != "admission.k8s.io/v1" || review.Text("kind") != "AdmissionReview")
        {
            throw new WebhookException(hook, $"failed to call webhook: expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got {review.Text("apiVersion")}, Kind={review.Text("kind")}");
        }

        var response = review.Object("response") ?? throw Invalid(hook, "webhook response was absent");
        if (response.Text("uid") != uid)
        {
            throw Invalid(hook, $"expected response.uid=\"{uid}\", got \"{response.Text("uid")}\"");
        }

        return new WebhookAnswer(
            response.Flag("allowed") == true,
            response.Object("status"),
            Patch(hook, response, mutating),
            [.. (response.Array("warnings") ?? []).Select(w => w.Text() ?? "")]);
    }

    private static byte[] Patch(string hook, JsonObject response, bool mutating)
    {
        var text = response.Text("patch") ?? "";
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            throw new WebhookException(hook, "failed to call webhook: illegal base64 data in response.patch");
        }

        var type = response.Text("patchType");
        if (length > 0 && type != "JSONPatch")
        {
            throw Invalid(hook, type is null ? "webhook returned response.patch but not response.patchType" : $"webhook returned invalid response.patchType of \"{type}\"");
        }

        if (length > 0 && !mutating)
        {
            throw Invalid(hook, "validating webhook may not return response.patch");
        }

        return length == 0 && type is not null ? throw Invalid(hook, "webhook returned response.patchType but not response.patch") : bytes[..length];
    }

    private static WebhookException Invalid(string hook, string why) => new(hook, "received invalid webhook response: " + why);
}
