using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CanaryMesh.Webhook.Tests;

public sealed class InjectPropertyTests
{
    [Property(MaxTest = 300)]
    public Property Inject_AnyPlannedPod_IsAFixedPointThatKeepsEveryPortReachable()
    {
        var pods = from containers in Gen.Choose(1, 3)
                   from ports in Gen.Choose(1, 40).NonEmptyListOf()
                   from named in Gen.Elements(true, false)
                   from native in Gen.Elements("true", "false", "")
                   from hook in Gen.Elements(true, false)
                   from grace in Gen.Choose(0, 60)
                   select Pod(containers, [.. ports.Distinct().Take(8)], named, native, hook, grace);
        return Prop.ForAll(pods.ToArbitrary(), Holds);
    }

    private static bool Holds(JsonObject pod)
    {
        var once = Inject(pod);
        var plan = PortPlan.OfTemplate(pod)!;
        Patches.AssertSame(once, Inject(once));
        foreach (var port in plan.Ports)
        {
            var entries = once.Objects("spec", "containers").First(each => each.Text("name") == port.Container).Objects("ports").ToList();
            Assert.Equal(port.Split, Assert.Single(entries, each => each.Text("name") == port.Name).Number("containerPort"));
            Assert.Contains(entries, each => each.Number("containerPort") == port.App);
            Assert.Equal(entries.Count, entries.Select(each => each.Text("name") ?? Guid.NewGuid().ToString()).Distinct().Count());
        }

        var proxies = PodView.Containers(once).Where(each => each.Text("name") == "canarymesh-proxy").ToList();
        var sleeps = once.Objects("spec", "containers").Select(each => each.Number("lifecycle", "preStop", "sleep", "seconds") ?? 0);
        return proxies.Count == 1 && sleeps.All(sleep => sleep <= once.Number("spec", "terminationGracePeriodSeconds"));
    }

    private static JsonObject Inject(JsonObject pod)
    {
        var view = PodView.Of(pod);
        return view.Skip() is null ? Some.Parse(PodInjection.Inject(pod, view, Some.Injection).ToJsonString()) : pod;
    }

    private static JsonObject Pod(int containers, int[] ports, bool named, string native, bool hook, int grace)
    {
        var list = new JsonArray();
        for (var index = 0; index < containers; index++)
        {
            list.Add(new JsonObject { ["name"] = $"c{index}", ["image"] = "i" });
        }

        var entries = new JsonArray();
        var services = new JsonArray();
        foreach (var port in ports)
        {
            var entry = new JsonObject { ["containerPort"] = 14060 + port, ["protocol"] = "TCP" };
            if (named)
            {
                entry["name"] = $"p{port}";
            }

            entries.Add(entry);
            services.Add(new JsonObject { ["name"] = $"http-{port}", ["port"] = port, ["targetPort"] = 14060 + port });
        }

        list[0]!["ports"] = entries;
        if (hook)
        {
            list[0]!["lifecycle"] = new JsonObject { ["preStop"] = new JsonObject { ["exec"] = new JsonObject() } };
        }

        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web" }, ["annotations"] = new JsonObject() },
            ["spec"] = new JsonObject { ["containers"] = list, ["terminationGracePeriodSeconds"] = grace },
        };
        var service = new JsonObject { ["spec"] = new JsonObject { ["selector"] = new JsonObject { ["app"] = "web" }, ["ports"] = services } };
        PlannedTemplate.Apply(pod, PortPlanner.Plan(pod, [service], [], null).Plan);
        if (native.Length > 0)
        {
            pod.Annotate("proxy-native", native);
        }

        return pod;
    }
}
