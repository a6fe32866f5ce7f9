using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>One Service over two targets, one of them without proxies: whoever looks, it is not steered.</summary>
public class SharedServicesTests
{
    private readonly JsonObject _web = Thing.Deployment();
    private readonly JsonObject _other = Other();
    private readonly JsonObject _canary = Thing.Canary();
    private readonly JsonObject _otherCanary = Thing.Canary();
    private readonly List<JsonObject> _pods = [];

    public SharedServicesTests()
    {
        _otherCanary["metadata"]!["name"] = "other";
        _otherCanary["spec"]!["targetRef"]!["name"] = "other";
        _other.Annotate(AnnotationNames.Managed, "true");
    }

    [Fact]
    public void Service_OverTwoManagedTargets_IsNotShared() => Assert.Empty(Shared());

    [Fact]
    public void Service_OverATargetThatLeaves_IsShared()
    {
        _otherCanary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.Equal("Deployment other", Assert.Single(Shared()).With);
    }

    [Fact]
    public void Service_OverADeploymentThatIsNotManaged_IsShared()
    {
        _other["metadata"]!["annotations"] = new JsonObject();

        Assert.Equal("Deployment other", Assert.Single(Shared()).With);
    }

    [Fact]
    public void Service_OverADeploymentWithoutPods_IsNotShared()
    {
        _other["metadata"]!["annotations"] = new JsonObject();
        _other["spec"]!["replicas"] = 0;
        _other["status"]!["replicas"] = 0;

        Assert.Empty(Shared());
    }

    [Fact]
    public void Service_OverADeploymentOfOtherLabels_IsNotShared()
    {
        _other["metadata"]!["annotations"] = new JsonObject();
        _other["spec"]!["template"]!["metadata"]!["labels"]!["app"] = "other";

        Assert.Empty(Shared());
    }

    [Fact]
    public void Service_OverOurCopy_IsNotShared()
    {
        _other["metadata"]!["annotations"] = new JsonObject();
        _other["metadata"]!["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh };

        Assert.Empty(Shared());
    }

    [Fact]
    public void Service_OverAPodOfNoDeployment_IsShared()
    {
        _pods.Add(Thing.Pod("bare", "nobody"));

        Assert.Equal("pod bare", Assert.Single(Shared()).With);
    }

    [Fact]
    public void Service_OverTheTargetsOwnPods_IsNotShared()
    {
        _pods.Add(Thing.Pod("web-1-x"));

        Assert.Empty(Shared());
    }

    private IReadOnlyList<SharedService> Shared() => SharedServices.Of(
        _web, [Thing.Service()], StillCache.Of([_canary, _otherCanary], [_web, _other], [Thing.Set("web-1", "v1", 4, 4, 1)], _pods));

    private static JsonObject Other() => Thing.Deployment(each =>
    {
        each["metadata"]!["name"] = "other";
        each["metadata"]!["uid"] = "d2";
    });
}
