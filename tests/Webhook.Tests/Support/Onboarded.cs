using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>A Deployment of a team that asks to be in our care, and what becomes of it in admission.</summary>
internal static class Onboarded
{
    public static JsonObject Enabled() => Some.Deployment().With(each => each.Annotate("enabled", "true"));

    public static FixedServices OneHttpService() => new([Some.Service("""{"name":"http","port":80,"targetPort":"http"}""")]);

    public static OnboardEntry Entry(FixedServices services) => new(Some.Surroundings, services);

    public static async Task<JsonObject> ResultAsync(FixedServices services, string operation, JsonObject current, JsonObject? old)
    {
        var request = Some.Request(operation, current, old);
        return Patches.Result(request, await Entry(services).AnswerAsync(request, default));
    }
}
