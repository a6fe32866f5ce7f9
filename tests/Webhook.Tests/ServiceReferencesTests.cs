using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>What spec.service says of a Service that is there already.</summary>
public sealed class ServiceReferencesTests
{
    [Theory]
    [InlineData("""{"port":80}""", 0)]
    [InlineData("""{"port":80.0}""", 0)]
    [InlineData("""{"port":4000}""", 1)]
    [InlineData("""{"port":4000,"name":"front"}""", 0)]
    [InlineData("""{"port":80,"apex":{"labels":{"a":"b"} } }""", 1)]
    public async Task Check_OfAServiceOfTheTeams_WarnsOfWhatDiffers(string asked, int warnings) =>
        Assert.Equal(warnings, (await AnswerAsync(asked, new FixedServices([Http()]))).Warnings.Count);

    [Fact]
    public async Task Check_OfAnotherPort_NamesFieldValueAndWhatToDo() => Assert.Equal(
        ["canarymesh: spec.service.port: 4000 has no effect: Service web is there and stays as it is, with port 80; change it there"],
        (await AnswerAsync("""{"port":4000}""", new FixedServices([Http()]))).Warnings);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Check_OfATargetsService_WarnsUnlessWeMadeIt(bool isOurs, int warnings)
    {
        var owned = Http().With(service => service["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Deployment", ["name"] = "web" }));
        owned["metadata"]!["annotations"] = isOurs ? new JsonObject { [AnnotationNames.MadePorts] = "[]" } : null;

        Assert.Equal(warnings, (await AnswerAsync("""{"port":4000}""", new FixedServices([owned]))).Warnings.Count);
    }

    [Fact]
    public async Task Check_WithoutAnAnswerOfTheCluster_WarnsOfNothing() => Assert.Empty((await AnswerAsync("""{"port":4000}""", new FixedServices(null))).Warnings);

    private static JsonObject Http() => Some.Service("""{"name":"http","port":80,"targetPort":"http"}""");

    private static async Task<Allowed> AnswerAsync(string asked, FixedServices services)
    {
        var canary = Some.Parse("""{"kind":"Canary","metadata":{"name":"web","namespace":"shop"},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"analysis":{"interval":"1m","threshold":5,"stepWeight":10}}}""");
        canary["spec"]!["service"] = JsonNode.Parse(asked);
        var entry = new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true), services: services);
        return Assert.IsType<Allowed>(await entry.AnswerAsync(Some.Request("CREATE", canary), default));
    }
}
