using CanaryMesh.Api.Control;

namespace CanaryMesh.Api.Tests.Control;

public class SampledPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("", "")]
    [InlineData("/pay/7", "/pay/7")]
    [InlineData("/a%2Fb", "/a%2Fb")]
    [InlineData("/pay?card=4111", "/pay")]
    [InlineData("/pay#access_token=x", "/pay")]
    [InlineData("/pay;jsessionid=x/more", "/pay")]
    [InlineData("/pay%3Fcard=4111", "/pay")]
    [InlineData("/pay%3fcard=4111", "/pay")]
    [InlineData("/pay%23x", "/pay")]
    [InlineData("/pay%3Bjsessionid=x", "/pay")]
    [InlineData("?a#b;c", "")]
    public void Path_OfATarget_IsWithoutWhatHangsOnIt(string target, string path) => Assert.Equal(path, SampledPath.Of(target));

    [Fact]
    public void Path_ThatIsLong_IsCut() => Assert.Equal(256, SampledPath.Of("/" + new string('a', 4000)).Length);
}
