using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Steering;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Anybody in the pod network can call the webhook: whatever comes, an entry answers.</summary>
public sealed class HostileReviewTests
{
    private static readonly string[] Values = ["null", "1", "-1", "1e99", "true", "\"\"", "\"x\"", "[]", "{}", "[null,1,\"a\",{}]", """{"name":1}"""];

    [Fact]
    public async Task Entries_WithAnyMemberReplacedByAnything_Answer()
    {
        var service = Some.Service("""{"name":"http","port":80,"targetPort":"http"}""")
            .With(each => each.Annotate("steering", """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}"""));
        var metrics = new WebhookMetrics();
        var inject = new InjectEntry(() => Some.Injection, metrics);
        var hold = new HoldEntry(() => Some.Settings, Some.Surroundings, new CollectingProgressCondition(), metrics);
        var onboard = new OnboardEntry(Some.Surroundings, new FixedServices([service]));

        await EachAsync(Some.Pod(), pod => inject.AnswerAsync(Some.Request("CREATE", pod), default));
        await EachAsync(Some.Managed("web:2"), each => hold.AnswerAsync(Some.Request("UPDATE", each, Some.Managed()), default));
        await EachAsync(Some.Managed(), each => hold.AnswerAsync(Some.Request("UPDATE", Some.Managed("web:2"), each), default));
        await EachAsync(Some.Managed("web:2"), each => onboard.AnswerAsync(Some.Request("UPDATE", each, Some.Managed()), default));
        await EachAsync(Some.Deployment().With(each => each.Annotate("enabled", "true")), each => onboard.AnswerAsync(Some.Request("CREATE", each), default));
        await EachAsync(service, each => new SteerEntry(Some.Surroundings).AnswerAsync(Some.Request("UPDATE", each, service), default));
        await EachAsync(service, each => new OnboardEntry(Some.Surroundings, new FixedServices([each]))
            .AnswerAsync(Some.Request("CREATE", Some.Deployment().With(one => one.Annotate("enabled", "true"))), default));
        await EachAsync(Canary(), each => new CheckEntry(Some.Surroundings, new FixedAccess(true)).AnswerAsync(Some.Request("CREATE", each), default));
    }

    [Fact]
    public void Reader_WithAnyBytes_ReadsOrNamesTheFault()
    {
        var random = new Random(20260301);
        var review = System.Text.Encoding.UTF8.GetBytes(WebhookHost.Review(Some.Pod()));
        for (var turn = 0; turn < 5000; turn++)
        {
            var bytes = review.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var cut = bytes.AsSpan(0, random.Next(bytes.Length + 1));
            Assert.True(ReviewReader.Read(cut, out var fault) is not null || fault.Length > 0);
        }
    }

    private static async Task EachAsync(JsonObject thing, Func<JsonObject, ValueTask<AdmissionAnswer>> answer)
    {
        foreach (var path in Paths(thing, []).ToList())
        {
            foreach (var value in Values)
            {
                var changed = (JsonObject)thing.DeepClone();
                Replace(changed, path, value);
                var failure = await Record.ExceptionAsync(async () => ReviewWriter.Write("test", Some.Request("UPDATE", changed), await answer(changed)));
                Assert.True(failure is null, $"/{string.Join('/', path)} = {value}: {failure}");
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] here)
    {
        IEnumerable<(object Step, JsonNode? Child)> children = node switch
        {
            JsonObject map => map.Select(pair => ((object)pair.Key, pair.Value)),
            JsonArray list => list.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        return children.SelectMany(child => Paths(child.Child, [.. here, child.Step]).Prepend([.. here, child.Step]));
    }

    private static void Replace(JsonNode node, object[] path, string value)
    {
        foreach (var step in path[..^1])
        {
            node = step is string name ? node[name]! : node[(int)step]!;
        }

        if (path[^1] is string last)
        {
            node[last] = JsonNode.Parse(value);
        }
        else
        {
            node[(int)path[^1]] = JsonNode.Parse(value);
        }
    }

    private static JsonObject Canary() => Some.Parse("""
        {"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"kind":"Deployment","name":"web"},"service":{"port":80},
         "analysis":{"interval":"30s","threshold":5,"maxWeight":5,"stepWeights":[1],"metrics":[{"name":"a","interval":"1m"}],"webhooks":[{"timeout":"1s"}]}}}
        """);
}
